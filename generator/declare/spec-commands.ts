import { Command } from 'commander';
import { generateCommand } from '../commands/generate.js';
import { initCommand } from '../commands/init.js';
import { mergeCommand } from '../commands/merge.js';
import { upstreamCommand } from '../commands/upstream.js';
import { validateCommand } from '../commands/validate.js';
import { examples, machineFields, pathFlag, later, type Declared } from './declared.js';
import { reportOptions } from './report-options.js';

const generate = (): Command =>
  new Command('generate')
    .summary('make the client: repair, merge, compare with the docs, generate, type-check, write')
    .description(
      'Repairs and merges spec/, compares it with spec/docs/, and writes the client package into ' +
        'generated/. The old package stays as it is unless the new one type-checks. Exits 1 when there is ' +
        'drift (the package is written all the same); with --check, when the package is stale.',
    )
    .option('--check', 'write nothing; exit 1 when generated/ is not what the sources say (drift does not count)')
    .option('--full', 'with --check: generate and compare even when nothing changed since the last run')
    .addOption(
      pathFlag(
        '--out <dir>',
        'folder to write, replaced as a whole; files in it that were not generated stay (default: ' +
          'generated/ in the project)',
      ),
    )
    .addHelpText(
      'after',
      examples(
        ['generate', 'after every change in spec/'],
        ['generate --check', 'in CI: is the committed package up to date?'],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'operations, repairs, drift {unwaived, findings, coverage}, out, files, changed [{path, reason}]; ' +
          '"out" and "changed" alone where --check found nothing to do',
      ),
    );

const merge = (): Command =>
  new Command('merge')
    .summary('repair and merge only; print or write the merged spec')
    .description(
      'Repairs the upstream document, merges fragments and overlays, checks the result against the ' +
        'OpenAPI 3.1 schema, and prints it as YAML.',
    )
    .addOption(pathFlag('-o, --output <file>', 'write it there, and print what was done instead'))
    .addHelpText(
      'after',
      examples(
        ['merge > merged.yaml', 'the document alone on standard output'],
        ['merge -o merged.yaml', 'written whole or not at all'],
      ),
    )
    .addHelpText('after', machineFields('document, operations [{path, method, pointer, origin}], repairs, output'));

const drift = (): Command =>
  reportOptions(
    new Command('drift')
      .summary('compare the merged spec with the documentation pages')
      .description(
        'Compares the merged spec with the documentation pages, in English and Chinese, and exits 1 when ' +
          'they disagree about something that is neither corrected by an overlay nor kept by a waiver. Each ' +
          'finding says where in the spec, where in the page, and what to change.',
      )
      .addOption(pathFlag('--docs <dir>', 'folder of captured pages (default: spec/docs/ in the project)'))
      .option('--all', 'show what waivers keep and what was not checked, too, and a waiver to copy for each finding'),
  )
    .addHelpText(
      'after',
      examples(
        ['drift', 'what is open'],
        ['drift --all', 'everything, with waivers ready to copy'],
        ['drift --docs captures/2026-01-15 --json', 'other pages, for a program'],
        [
          'drift --report html=drift.html --report sarif=drift.sarif',
          'a page to look at and a file for code scanning, too',
        ],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'unwaived, findings [{rule, severity, operation, message, spec, docs, change, waived}], coverage ' +
          '{checked, notChecked, notInSpec}',
      ),
    );

const validate = (): Command =>
  new Command('validate')
    .summary('check the merged spec: OpenAPI 3.1 schema, then the real OpenAPI Generator')
    .description(
      'Checks the merged spec against the OpenAPI 3.1 schema and lets OpenAPI Generator read it as an ' +
        'independent referee, which needs Java 11 or newer and is fetched once. Exits 1 when the referee ' +
        'objects, 2 when it could not be asked.',
    )
    .option('--schema-only', 'leave the referee out; needs no Java and no network')
    .addOption(
      pathFlag(
        '--referee-jar <file>',
        'use this OpenAPI Generator JAR instead of the cached one; its sha256 must match',
      ),
    )
    .option('--offline', 'never fetch the JAR')
    .addHelpText('after', examples(['validate', 'both checks'], ['validate --schema-only', 'the first alone']))
    .addHelpText('after', machineFields('operations, schema, referee {version, findings, limits, …} or null'));

const coverage = (): Command =>
  new Command('coverage')
    .summary('count documented endpoints, spec, generated functions and contract tests')
    .description(
      'Holds the documentation pages, the merged spec, the generated package and what the contract tests called ' +
        'against each other, endpoint by endpoint. Exits 1 when a documented endpoint is not in the spec, or an ' +
        'operation of the spec is not generated or was not called.',
    )
    .addOption(pathFlag('--docs <dir>', 'folder of captured pages (default: spec/docs/ in the project)'))
    .addOption(
      pathFlag('--contract <file>', 'what the contract tests wrote (default: coverage/contract.json in the project)'),
    )
    .addOption(
      pathFlag(
        '--write <file>',
        'put the table between <!-- coverage:begin --> and <!-- coverage:end --> of this file',
      ),
    )
    .addHelpText(
      'after',
      examples(
        ['coverage --docs captures/2026-01-15', 'what is missing'],
        ['coverage --docs captures/2026-01-15 --write README.md', 'and bring the README up to date'],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'documented, missing [{request, at}], families [{family, operations, documented, generated, called}], ' +
          'operations [{request, name, isDocumented, isGenerated, isCalled}]',
      ),
    );

const upstream = (): Command =>
  new Command('upstream')
    .summary('take a new copy of the upstream document and say what changed')
    .description(
      'Stores a new upstream OpenAPI document byte for byte in spec/upstream/, with its sha256, and ' +
        'lists operations added, removed and changed. In the file it may stand alone or with the prose of ' +
        'its page around it; YAML and JSON are taken.',
    )
    .argument('<file>', 'the document as received')
    .option('--url <url>', 'where it came from, kept in spec/upstream/source.yaml')
    .option('--dry-run', 'write nothing, only say what would change')
    .addHelpText(
      'after',
      examples(
        ['upstream ~/Downloads/page.txt --dry-run', 'what would change?'],
        ['upstream openapi.yml --url https://example.com/openapi.yml', 'take it'],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'file, former, sha256, bytes, title, startLine, isSame, isFirst, isWritten, changes [{kind, operation, ' +
          'at, pointers}]',
      ),
    );

const init = (): Command =>
  new Command('init')
    .summary('start a project of your own: folders and commented starter files')
    .description(
      'Creates spec/ with explained, commented files to start from. Files that are there already stay ' +
        'as they are.',
    )
    .argument('[dir]', 'folder to create the project in (default: this folder)')
    .addHelpText('after', examples(['init my-exchange', 'then: cd my-exchange, marginalia upstream <file>']))
    .addHelpText('after', machineFields('folder, created, kept'));

export const specCommands = (): readonly Declared[] => [
  { command: generate(), run: generateCommand },
  { command: merge(), run: mergeCommand },
  { command: drift(), run: later(async () => (await import('../commands/drift.js')).driftCommand) },
  { command: validate(), run: validateCommand },
  { command: coverage(), run: later(async () => (await import('../commands/coverage.js')).coverageCommand) },
  { command: upstream(), run: upstreamCommand },
  { command: init(), run: initCommand, makesProject: true },
];
