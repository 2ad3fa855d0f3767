/* Answers every request with the same small body over keep-alive HTTPS; prints its port. */
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';

const folder = process.argv[2];
const body = '{"tranId":100000001}';
const server = https.createServer(
  { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')), keepAliveTimeout: 60_000 },
  (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  },
);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
