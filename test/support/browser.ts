import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Chromium of the machine: POOLSIM_CHROMIUM, or where Debian puts it; null where there is none. */
export function chromiumPath(): string | null {
  const path = process.env.POOLSIM_CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(path) ? path : null;
}

/** Starts it in a profile of its own, which is gone with it. Nothing in it calls home. */
export function startChromium(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
