import { describe, expect, it } from 'vitest';
import { refusedSwitch } from '../../../electron/desktop/switches.ts';

const APP = '/opt/Pishkhan/pishkhan';

describe('a switch that opens the app to others', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-port', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--remote-debugging-address=0.0.0.0', 'remote-debugging-address'],
    ['--remote-allow-origins=*', 'remote-allow-origins'],
    ['--inspect', 'inspect'],
    ['--inspect=0.0.0.0:9229', 'inspect'],
    ['--inspect-brk', 'inspect-brk'],
    ['--inspect_brk', 'inspect-brk'],
    ['--inspect-port=1', 'inspect-port'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--load-extension=/tmp/x', 'load-extension'],
    ['--disable-web-security', 'disable-web-security'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--disable-site-isolation-trials', 'disable-site-isolation-trials'],
    // Chromium takes one dash too, and on Windows a slash and any case.
    ['-remote-debugging-port=9222', 'remote-debugging-port'],
    ['/remote-debugging-port=9222', 'remote-debugging-port'],
    ['--Remote-Debugging-Port=9222', 'remote-debugging-port'],
  ])('is named: %s', (argument, name) => {
    expect(refusedSwitch([APP, argument])).toBe(name);
    expect(refusedSwitch([APP, '--data-dir=/x', argument, '--lang=fa'])).toBe(name);
  });
});

it.each([
  [],
  ['--data-dir=/home/remote-debugging-port'],
  ['--lang=fa', '--force-device-scale-factor=2', '--disable-gpu'],
  // AppImage's launcher adds it by itself where the system has no user namespaces.
  ['--no-sandbox'],
  ['/home/sara/inspect', 'inspect', '--', '-'],
  ['--inspection'],
])('what a shop starts the app with is let be: %j', (...given) => {
  expect(refusedSwitch([APP, ...given])).toBeNull();
});

it('the place of the program is no switch', () => {
  expect(refusedSwitch(['/inspect'])).toBeNull();
});
