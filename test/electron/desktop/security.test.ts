import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { NOWHERE, WEBRTC_POLICY } from '../../../electron/desktop/confinement.ts';
import { confinePages } from '../../../electron/desktop/security.ts';

const shell = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events');
  const answers: Record<string, unknown> = {};
  const keep = (name: string) => (value: unknown) => {
    answers[name] = value;
    return Promise.resolve();
  };
  const names = ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setProxy'];
  const defaultSession = Object.fromEntries(names.map((name) => [name, keep(name)]));
  return { answers, electron: { app: new EventEmitter(), session: { defaultSession } } };
});
vi.mock('electron', () => shell.electron);

it('leaves pages no network, WebRTC included, before any page is there', async () => {
  await confinePages();
  expect(shell.answers['setProxy']).toBe(NOWHERE);
  const policies: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: () => undefined,
    setWebRTCIPHandlingPolicy: (policy: string) => policies.push(policy),
  });
  shell.electron.app.emit('web-contents-created', {}, contents);
  expect(policies).toEqual([WEBRTC_POLICY]);
});
