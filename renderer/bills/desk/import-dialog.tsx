import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { decodeList, FILE_MAX } from './import-file.ts';
import type { ImportList } from './import-file.ts';
import { ImportPreview } from './import-preview.tsx';
import './import.css';

/** A list of bills from the clipboard or a file: first the list, then a verdict for every row, then what is good goes in. */
export function ImportDialog({ pasted, done }: { pasted: string; done: () => void }) {
  const [list, setList] = useState<ImportList | null>(pasted === '' ? null : { text: pasted, source: 'paste' });
  if (list) return <ImportPreview list={list} other={() => setList(null)} done={done} />;
  return <ListChooser choose={setList} done={done} />;
}

function ListChooser({ choose, done }: { choose: (list: ImportList) => void; done: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [failed, setFailed] = useState<'fileFailed' | 'fileTooBig' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const read = (file: File | undefined) => {
    if (!file) return;
    setFailed(file.size > FILE_MAX ? 'fileTooBig' : null);
    if (file.size > FILE_MAX) return;
    file
      .arrayBuffer()
      .then((bytes) => choose({ text: decodeList(new Uint8Array(bytes)), source: 'file' }))
      .catch(() => setFailed('fileFailed'));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    read(event.dataTransfer.files[0]);
  };
  return (
    <Dialog
      open
      wide
      onClose={done}
      title={t('billImport.title')}
      acts={
        <>
          <Button look="primary" disabled={text.trim() === ''} onPress={() => choose({ text, source: 'paste' })}>
            {t('billImport.check')}
          </Button>
          <Button onPress={done}>{t('app.cancel')}</Button>
        </>
      }
    >
      <div className="import-choose" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>{t('billImport.lead')}</p>
        <TextField className="field" value={text} onChange={setText} autoFocus>
          <Label className="field-label">{t('billImport.lines')}</Label>
          <TextArea className="input import-lines" rows={8} dir="ltr" spellCheck="false" autoComplete="off" />
        </TextField>
        <div className="acts">
          <Button onPress={() => input.current?.click()}>{t('billImport.chooseFile')}</Button>
          <span className="soft">{t('billImport.file')}</span>
          <input
            ref={input}
            hidden
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(event) => read(event.target.files?.[0])}
          />
        </div>
        {failed && (
          <Banner kind="error" alert>
            <span>{t(`billImport.${failed}`)}</span>
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
