import { Command, Option } from 'commander';
import { examples, later, machineFields, pathFlag, type Declared } from './declared.js';

const update = (): Command =>
  new Command('update')
    .summary('the docs changed: draft, merge, compare, generate, and say what changes for users')
    .description(
      'Takes a newer capture of the pages: drafts fragments and overlays for what changed, merges them, compares, ' +
        'generates the client, and says what changes for its users and which version that asks for. Shows the plan ' +
        'and asks before it writes; nothing hand-written is overwritten. Exits 1 when the updated spec and the pages ' +
        'still disagree somewhere, or when there is something to do and nobody to ask (use --yes).',
    )
    .addOption(pathFlag('--docs <dir>', 'folder of the newer pages').makeOptionMandatory())
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show the plan and write nothing')
    .option('--no-new', 'leave endpoints alone that the spec lacks')
    .option('--add-pages', 'copy the pages of new endpoints into spec/docs/, too, so that drift covers them')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'))
    .addHelpText(
      'after',
      examples(
        ['update --docs captures/2026-07-01', 'look at the plan, then answer'],
        ['update --docs captures/2026-07-01 --yes --format markdown > pull-request.md', 'for a machine'],
      ),
    )
    .addHelpText(
      'after',
      machineFields(
        'state, news {findings}, drafts [{file, kind, operations, review, text}], pages [{file, from, isNew}], ' +
          'obsolete, client {bump, changes [{kind, operation, what, message}]}, drift {unwaived, findings}, written',
      ),
    );

/** The way from newer pages to a new client, as one command. */
export const updateCommands = (): readonly Declared[] => [
  { command: update(), run: later(async () => (await import('../commands/update.js')).updateCommand) },
];
