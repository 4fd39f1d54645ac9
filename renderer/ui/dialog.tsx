import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** For lists that need the room. */
  wide?: boolean;
  /** Buttons, the one that does it first. */
  acts: ReactNode;
}

/** A question that must be answered before anything else. Escape is "no". */
export function Dialog({ open, onClose, title, children, acts, wide = false }: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable={false}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog" role="alertdialog" data-dialog="">
          <Heading slot="title">{title}</Heading>
          <div className="dialog-text">{children}</div>
          <div className="acts">{acts}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
