/**
 * Switches that let others into the app: a debugger or a page of theirs would have the bridge, and main's memory has the
 * keys. Not `no-sandbox`: AppImage's launcher adds it where the system has no user namespaces.
 */
const REFUSED = [
  /^remote-(?:debugging-.+|allow-origins)$/u,
  /^inspect(?:-.+)?$/u,
  /^debug(?:-brk|-port)?$/u,
  /^js-flags$/u,
  /^(?:load-extension|disable-extensions-except)$/u,
  /^(?:disable-web-security|disable-site-isolation-trials|allow-running-insecure-content)$/u,
  /^ignore-certificate-errors(?:-spki-list)?$/u,
];

/**
 * The first refused switch of a command line, by its name; null where there is none. As Chromium reads them: one dash or
 * two, a slash on Windows, any case; Node takes `_` for `-`. The first argument is the program.
 */
export function refusedSwitch(argv: readonly string[]): string | null {
  for (const argument of argv.slice(1)) {
    const name = /^(?:--?|\/)([^=/]+)(?:=.*)?$/su.exec(argument)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (name !== undefined && REFUSED.some((refused) => refused.test(name))) return name;
  }
  return null;
}
