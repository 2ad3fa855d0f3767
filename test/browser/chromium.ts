import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real headless Chromium: the one that `CHROMIUM_PATH` names, or else one in a usual place. */
export const launchChromium = async (): Promise<Browser> => {
  const named = process.env['CHROMIUM_PATH'];
  const executablePath = named ?? USUAL_PLACES.find((path) => existsSync(path));
  if (executablePath === undefined || !existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${named ?? USUAL_PLACES.join(', ')}. Install one ("apt-get install chromium", or ` +
        'Google Chrome), or give the path of yours in the environment variable CHROMIUM_PATH.',
    );
  return chromium.launch({ executablePath, args: QUIET });
};
