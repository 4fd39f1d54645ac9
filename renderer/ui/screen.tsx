import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ScreenProps {
  title: string;
  /** Beside the heading: acts or a state. */
  beside?: ReactNode;
  children: ReactNode;
  /** Where the focus goes when the screen opens: its heading, or a field that takes it itself. */
  focus?: 'heading' | 'own';
  className?: string;
}

/** A screen's frame: the main landmark, its heading, and the focus when it opens. */
export function Screen({ title, beside, children, focus = 'heading', className = '' }: ScreenProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // In braces: newer Chromium answers scrollTo with a promise, which React would take for a clean-up.
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    if (focus === 'heading') heading.current?.focus();
  }, [focus]);
  useEffect(() => {
    // What had the focus is gone (a decided card, an act that no longer fits): without this, Tab would begin at the top.
    const lost = document.activeElement === document.body && document.querySelector('[data-dialog]') === null;
    if (focus === 'heading' && lost) heading.current?.focus({ preventScroll: true });
  });
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <main className={`screen ${className}`}>
      <div className="screen-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
      </div>
      {children}
    </main>
  );
}

/** A titled part of a screen. */
export function Card({ title, beside, children }: { title?: ReactNode; beside?: ReactNode; children: ReactNode }) {
  return (
    <section className="card">
      {title !== undefined && (
        <div className="card-head">
          <h2>{title}</h2>
          {beside}
        </div>
      )}
      {children}
    </section>
  );
}

/** Facts as a list of names and values; a null value is left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What stands where a list has nothing to show: what it would show, and how to begin. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
