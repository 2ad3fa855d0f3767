'use strict';
/*
 * Stands in for the wrapper where a test asks the referee dozens of times: it starts the same JAR with the same
 * options, without the two extra starts of Java that the wrapper needs to learn the names of its commands.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');

const { version } = JSON.parse(readFileSync('openapitools.json', 'utf8'))['generator-cli'];
const options = (process.env.JAVA_OPTS ?? '').split(' ').filter(Boolean);
const { status } = spawnSync('java', [...options, '-jar', `jars/${version}.jar`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
