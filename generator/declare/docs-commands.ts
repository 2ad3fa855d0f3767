import { Command, Option } from 'commander';
import { examples, machineFields, numberFlag, pathFlag, later, type Declared } from './declared.js';
import { reportOptions } from './report-options.js';

const REPORT_FIELDS =
  'title, summary, findings [{rule, severity, group, pointer, message, change, ' +
  'sides [{kind, language, label, at, quote}]}], notes [{kind, subject, message, at}]';

const docsFacts = (): Command =>
  new Command('facts')
    .summary('print everything that pages say, each fact with its file and line')
    .description(
      'Reads captured documentation pages (Markdown, English and Chinese) and prints what they say of endpoints, ' +
        'events, lists of values, error codes and changes. What cannot be read is said, with its line.',
    )
    .argument('<path...>', 'pages, or folders of pages')
    .addHelpText(
      'after',
      examples(
        ['docs facts spec/docs/margin_trading/trade/Margin-Account-New-Order.md', 'one page, everything'],
        ['docs facts captures/2026-01-15', 'a folder, one line for each endpoint'],
        [
          'docs facts captures/2026-01-15 --json > facts.json',
          'for a program; the shape is generator/docs/facts.schema.json',
        ],
      ),
    )
    .addHelpText(
      'after',
      machineFields('pages [{file, kind, identity, endpoints, events, definitions, errors, changes, diagnostics}]'),
    );

const docsCheck = (): Command =>
  reportOptions(
    new Command('check')
      .summary('find pages that are misfiled, duplicate, stale, cut off, empty or an error page')
      .description(
        'Looks at captured pages as files. A page is what its own heading anchors say, not what its file name or ' +
          'source_url says. Exits 1 when something is wrong with the capture.',
      )
      .argument('<dir>', 'folder of captured pages'),
  )
    .addHelpText('after', examples(['docs check captures/2026-01-15', 'before comparing with them']))
    .addHelpText('after', machineFields(REPORT_FIELDS));

const docsDiff = (): Command =>
  reportOptions(
    new Command('diff')
      .summary('what changed for a caller between two captures of the pages')
      .description(
        'Compares what two captures say, endpoint by endpoint, with the rules of "drift". Wording, layout and dates ' +
          'do not count. An endpoint is withdrawn only when a change log, the navigation or a complete capture says ' +
          'so; otherwise it was not seen. Exits 1 when something changed.',
      )
      .argument('<old>', 'older pages')
      .argument('<new>', 'newer pages'),
  )
    .option('--all', 'list new endpoints and what was not seen, too')
    .addHelpText('after', examples(['docs diff captures/2026-01-15 captures/2026-07-01', 'what half a year brought']))
    .addHelpText('after', machineFields(REPORT_FIELDS));

const docsCompareLanguages = (): Command =>
  reportOptions(
    new Command('compare-languages')
      .summary('where the English and the Chinese half of a page disagree')
      .description(
        'Holds the two halves of each page against each other, with the rules of "drift". Exits 1 when they disagree.',
      )
      .argument('<path>', 'a page, or a folder of pages'),
  )
    .addHelpText('after', examples(['docs compare-languages spec/docs', 'the pages of this project']))
    .addHelpText('after', machineFields(REPORT_FIELDS));

const docsDraft = (): Command =>
  new Command('draft')
    .summary('draft a fragment for endpoints the spec lacks, an overlay for those it has')
    .description(
      'Writes what the pages say as OpenAPI: a fragment in spec/fragments/ for endpoints that the merged spec lacks, ' +
        'an overlay in spec/overlays/ where it says something else. A list `review:` at the top of each file names ' +
        'what was uncertain. Files that exist are never touched.',
    )
    .argument('<page...>', 'pages, or folders of pages')
    .option('--print', 'print the drafts instead of writing them')
    .addHelpText(
      'after',
      examples(
        ['docs draft captures/2026-07-01/margin_trading/trade/New-Page.md --print', 'have a look'],
        ['docs draft captures/2026-07-01', 'everything the spec lacks'],
      ),
    )
    .addHelpText('after', machineFields('files [{file, kind, operations, review [{text, at, why}], text}], written'));

const docsPull = (): Command =>
  new Command('pull')
    .summary('fetch the documentation pages over HTTP')
    .description(
      'Fetches pages in both languages, turns them into the Markdown form that the other commands read, and checks ' +
        'on arrival that each is the page that was asked for. A page that could not be fetched keeps its capture from ' +
        'before and is reported (exit 1). Obeys robots.txt; asks for what changed only.',
    )
    .requiredOption('--base-url <url>', 'where the site is, such as https://developers.binance.com')
    .addOption(pathFlag('--out <dir>', 'folder to write (default: captures in the project)'))
    .addOption(pathFlag('--list <file>', 'pages to fetch, one identity a line (default: what the navigation lists)'))
    .addOption(
      new Option('--layout <name|file>', 'how the site is laid out: a name, or a JSON file of your own').default(
        'docusaurus-2',
      ),
    )
    .addOption(new Option('--language <language>', 'one language only').choices(['en', 'zh']))
    .addOption(numberFlag('--concurrency <n>', 'requests at the same time', { from: 1, to: 16, fallback: 2 }))
    .addOption(
      numberFlag('--delay <ms>', 'pause between the starts of two requests', { from: 0, to: 60_000, fallback: 500 }),
    )
    .addOption(
      numberFlag('--retries <n>', 'further attempts for a page that failed for the moment', {
        from: 0,
        to: 10,
        fallback: 3,
      }),
    )
    .addOption(numberFlag('--timeout <ms>', 'for one request', { from: 100, to: 600_000, fallback: 30_000 }))
    .option('--user-agent <words>', 'who asks (default: marginalia)')
    .option('--fresh', 'fetch every page in full, whatever the server said about it last time')
    .addHelpText(
      'after',
      examples(
        ['docs pull --base-url https://developers.binance.com', 'everything the navigation lists'],
        ['docs pull --base-url http://localhost:3000 --list pages.txt --out captures', 'some pages'],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'state, capture {capturedAt, complete, pages}, failures [{identity, reason, message}], ' +
          'unlisted, written, counts, out',
      ),
    );

/** What is typed below `docs`. */
export const docsCommands = (): readonly Declared[] =>
  [
    { command: docsFacts(), run: later(async () => (await import('../commands/docs-facts.js')).docsFactsCommand) },
    { command: docsCheck(), run: later(async () => (await import('../commands/docs-check.js')).docsCheckCommand) },
    { command: docsDiff(), run: later(async () => (await import('../commands/docs-compare.js')).docsDiffCommand) },
    {
      command: docsCompareLanguages(),
      run: later(async () => (await import('../commands/docs-compare.js')).docsCompareLanguagesCommand),
    },
    { command: docsDraft(), run: later(async () => (await import('../commands/docs-draft.js')).docsDraftCommand) },
    { command: docsPull(), run: later(async () => (await import('../commands/docs-pull.js')).docsPullCommand) },
  ].map((declared) => ({ ...declared, group: 'docs' }));
