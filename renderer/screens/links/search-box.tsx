import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { KeyHint, shortcut } from '../../components/key-hint.tsx';
import { useKey } from '../../keys.ts';

interface SearchBoxProps {
  value: string;
  onChange: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  listId: string;
  /** The id of the marked row; it is what is read out. */
  marked: string | undefined;
  total: number | null;
}

/** The box that steers the list of links. It has the focus when the screen opens, and by its key at any time. */
export function SearchBox({ value, onChange, onKeyDown, listId, marked, total }: SearchBoxProps) {
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
        <span className="unseen">{t('links.searchLabel')}</span>
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
          placeholder={t('links.searchHint')}
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
        <span>{t('links.keysHint')}</span>
        <span role="status">{total === null ? '' : t('links.total', { count: total })}</span>
      </div>
    </div>
  );
}
