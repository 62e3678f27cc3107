import { accessSync, constants, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { testFolder } from './install-vscode-server.ts';

/** Where systems keep a Chrome or a Chromium. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** For containers without a sandbox and networks without a way out. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless browser: the one that CHROME_PATH names, else one of the system, else the one from npm. */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && !isExecutable(named)) {
    throw new Error(`CHROME_PATH names '${named}', which is no program that can be run.`);
  }
  const found = named ?? USUAL_PLACES.find(isExecutable);
  if (found !== undefined) {
    return chromium.launch({ executablePath: found, args: FLAGS });
  }
  return launchPackagedChromium();
}

/** The browser inside the npm package `@sparticuz/chromium`, with the system libraries that a bare Linux lacks. */
async function launchPackagedChromium(): Promise<Browser> {
  if (process.platform !== 'linux') {
    throw new Error('No Chrome was found. Install Google Chrome, or set CHROME_PATH to a Chrome or Chromium.');
  }
  const folder = path.join(testFolder, 'chromium');
  if (!existsSync(folder)) {
    // Unpacked aside and renamed when complete: an interrupted run leaves nothing half done.
    const aside = `${folder}.${process.pid}`;
    await unpackChromium(aside);
    renameSync(aside, folder);
  }
  const { LD_LIBRARY_PATH: others, ...env } = process.env as Record<string, string>;
  const libraries = path.join(folder, 'al2023', 'lib');
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    args: FLAGS,
    env: { ...env, LD_LIBRARY_PATH: others ? `${libraries}:${others}` : libraries, ...fontsOf(folder) },
  });
}

/** The package unpacks into the temporary folder only, which is therefore moved meanwhile. */
async function unpackChromium(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
    await packaged.executablePath();
    await inflate(path.join(path.dirname(entry), '..', 'bin', 'al2023.tar.br'));
  } finally {
    if (temporary === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = temporary;
    }
  }
}

/** Without any font of its own a system shows no text; then the packaged font is named. */
function fontsOf(folder: string): Record<string, string> {
  if (existsSync('/etc/fonts/fonts.conf')) {
    return {};
  }
  const fonts = path.join(folder, 'fonts');
  writeFileSync(
    path.join(fonts, 'fonts.conf'),
    `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}</cachedir></fontconfig>\n`,
  );
  return { FONTCONFIG_PATH: fonts };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
