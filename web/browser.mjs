// Debian's Chromium for tests and pictures, told to ask nobody for anything.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const has_chromium = () => existsSync(CHROMIUM);

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const open_browser = () => chromium.launch({ executablePath: CHROMIUM, headless: true, args: QUIET });
