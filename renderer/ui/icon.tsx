/** The few signs the app draws, on a grid of 20. They stand beside a word, never for it. */
const PATHS = {
  queued: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4.2l2.8 1.8',
  sending: 'M4 16 16 4M8 4h8v8',
  sent: 'M2.5 5h15v10.5h-15zM2.5 5.5 10 11l7.5-5.5',
  paid: 'M4 10.5 8.2 15 16 5.5',
  rejected: 'M6.6 2.5h6.8l4.1 4.1v6.8l-4.1 4.1H6.6l-4.1-4.1V6.6zM7 7l6 6M13 7l-6 6',
  unknown: 'M10 1.8 18.2 10 10 18.2 1.8 10zM8 8.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.4-.6 1M10 13.4v.2',
  closed: 'M3.5 3.5h13v13h-13zM6.5 10h7',
  alarm: 'M10 2.5 18 17H2zM10 8v4M10 14.4v.2',
  down: 'm5 8 5 5 5-5',
  lineUp: 'M2 8a11 11 0 0 1 16 0M5 11a7 7 0 0 1 10 0M8 14a3 3 0 0 1 4 0M10 16.5v.2',
  lineDown: 'M2 8a11 11 0 0 1 16 0M5 11a7 7 0 0 1 10 0M8 14a3 3 0 0 1 4 0M10 16.5v.2M3 17 17 3',
  search: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3m4.4 10.4L17.5 17.5',
  pause: 'M6.5 4v12M13.5 4v12',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4.2l2.8 1.8',
  basket: 'M2.5 8h15l-2 8.5h-11zM6.5 8l2-5M13.5 8l-2-5',
  close: 'm5 5 10 10M15 5 5 15',
  info: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 9v5M10 6v.2',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
