import { contextBridge, ipcRenderer } from 'electron';
import { calls } from '../shared/contract/calls.ts';
import type { Bridge, CallName } from '../shared/contract/calls.ts';
import { events } from '../shared/contract/events.ts';
import type { EventName } from '../shared/contract/events.ts';

/** The only bridge: one function per call of the contract and one way to listen per event, nothing that takes a name. */

function caller(name: CallName) {
  return (input: unknown): Promise<unknown> => ipcRenderer.invoke(name, input);
}

/** The listener gets the data alone: Electron's event object would hand the page the sender. */
function listen(name: EventName) {
  return (listener: (data: unknown) => void): (() => void) => {
    const heard = (_event: unknown, data: unknown) => listener(data);
    ipcRenderer.on(name, heard);
    return () => {
      ipcRenderer.removeListener(name, heard);
    };
  };
}

const callNames = Object.keys(calls) as CallName[];
const eventNames = Object.keys(events) as EventName[];

// Object.fromEntries forgets which name has which type; the names are the contract's own keys.
const bridge = {
  ...Object.fromEntries(callNames.map((name) => [name, caller(name)])),
  listen: Object.fromEntries(eventNames.map((name) => [name, listen(name)])),
} as unknown as Bridge;

contextBridge.exposeInMainWorld('pishkhan', bridge);
