export const GENERAL_HELP = `
What goes where:
  spec/upstream/     the OpenAPI document exactly as received
  spec/fragments/    hand-written OpenAPI for what it lacks
  spec/overlays/     OpenAPI Overlay 1.0 corrections, each with its reason
  spec/docs/         captured documentation pages
  spec/waivers.yaml  disagreements kept on purpose, each with its reason; or files in spec/waivers/
  generated/         the client package, written by "generate"

A first session:
  $ marginalia generate               make the client
  $ marginalia drift --all            see where spec and documentation disagree
  $ marginalia generate --check       in CI: is generated/ up to date?
When the documentation changed:
  $ marginalia docs pull --base-url <url> --out captures
  $ marginalia docs check captures    is the capture whole?
  $ marginalia update --docs captures draft, merge, compare, generate, one summary
In a checkout of Marginalia, "npm run marginalia -- <command>" builds the program first.

Exit codes: 0 fine, 1 findings (drift, stale output, objections), 2 bad input or usage.

--json prints exactly one object on standard output, whatever happens:
  {"command", "exitCode",
   "diagnostics": [{"code", "severity", "message", "at": {"file", "line", "col"}, "related", "hint"}], …}
  and what the command found; "marginalia <command> --help" lists it.

Colours appear on terminals only; NO_COLOR, FORCE_COLOR and --no-color are heeded.
`;
