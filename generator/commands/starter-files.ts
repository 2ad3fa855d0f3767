/** What `marginalia init` writes: small, valid files whose comments teach the form. */
export const STARTER_FILES: Readonly<Record<string, string>> = {
  'spec/fragments/README.md': `# Fragments

One small OpenAPI 3.1 document per area, for operations that the upstream document lacks. Every operation says
\`x-client-name\`, \`x-security-type\`, \`x-request-weight\` and \`x-effect\`. An operation that upstream has too is an
error, unless it says \`x-replaces: true\`. Example:

\`\`\`yaml
openapi: 3.1.0
info: { title: Portfolio margin, borrow, version: '1' }
servers:
  - url: https://papi.binance.com
paths:
  /papi/v1/marginLoan:
    post:
      operationId: portfolioMarginBorrow
      summary: Borrow an asset in the portfolio margin account
      x-client-name: portfolioMargin.borrow
      x-security-type: MARGIN
      x-request-weight: [{ value: 100, scope: IP }]
      x-effect: write
      security: [{ apiKey: [], hmacSignature: [] }]
      parameters:
        - { name: asset, in: query, required: true, schema: { type: string } }
        - { name: amount, in: query, required: true, schema: { type: string, format: decimal } }
      responses:
        '200':
          description: The loan was made
          content:
            application/json:
              schema:
                type: object
                required: [tranId]
                properties:
                  tranId: { type: integer, format: int64, x-int64: identifier }
\`\`\`
`,
  'spec/overlays/README.md': `# Overlays

OpenAPI Overlay 1.0 documents: corrections to the sources. Objects merge, arrays append, plain values replace.
Every action needs a \`description\`: the reason, with the page it comes from. Example:

\`\`\`yaml
overlay: 1.0.0
info: { title: Limits, version: '1' }
actions:
  - target: $.paths['/sapi/v1/margin/account'].get.parameters[?@.name == 'recvWindow'].schema
    description: The documentation limits recvWindow to 60000 ms.
    update: { maximum: 60000 }
\`\`\`
`,
  'spec/docs/README.md': `# Documentation pages

Captured pages as Markdown with front matter; \`marginalia drift\` compares the merged spec with them.
A page is what its own heading anchors say it is, whatever its file is called.
`,
  'spec/waivers.yaml': `# Disagreements with the documentation that are kept on purpose.
# "marginalia drift --all" prints an entry for each finding, ready to be put here with your reason. When they become
# many, files of the same form in spec/waivers/ hold them as well.
waivers: []
`,
};
