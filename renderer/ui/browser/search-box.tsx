import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useKey } from '../../base/keys.ts';
import { Icon } from '../icon.tsx';
import { KeyHint, shortcut } from '../key-hint.tsx';

interface SearchBoxProps {
  label: string;
  /** What can be searched for. */
  hint: string;
  value: string;
  onChange: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  listId: string;
  /** The id of the marked row; it is what is read out. */
  marked: string | undefined;
  /** How many there are, in words. */
  total: string;
}

/** The box that steers a list. It has the focus when the screen opens, and by its key at any time. */
export function SearchBox({ label, hint, value, onChange, onKeyDown, listId, marked, total }: SearchBoxProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useEffect(focus, []);
  useKey('search', focus);
  return (
    <div className="search-box">
      <label className="input search-line">
        <Icon name="search" />
        <span className="unseen">{label}</span>
        <input
          ref={input}
          className="search-input"
          {...(value === '' ? {} : { dir: 'auto' })}
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={marked}
          aria-keyshortcuts={shortcut('search')}
          placeholder={hint}
          maxLength={200}
          autoComplete="off"
          spellCheck="false"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <KeyHint name="search" />
      </label>
      <div className="search-more">
        <span>{t('browser.keysHint')}</span>
        <span role="status">{total}</span>
      </div>
    </div>
  );
}
