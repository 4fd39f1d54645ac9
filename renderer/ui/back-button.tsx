import { useTranslation } from 'react-i18next';
import { useNav } from '../base/nav.tsx';
import type { Place } from '../base/nav.tsx';
import { Button } from './button.tsx';

/** The way back from a page; where there is none, to the screen it belongs to. */
export function BackButton({ otherwise }: { otherwise: Place }) {
  const { t } = useTranslation();
  const { go, back } = useNav();
  return (
    <Button look="quiet" keyShown="back" onPress={back ?? (() => go(otherwise))}>
      {t('nav.back')}
    </Button>
  );
}
