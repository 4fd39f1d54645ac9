import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface SelectProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  hint?: string;
  disabled?: boolean;
}

/** A choice of one from a few. */
export function Select<V extends string>({ label, value, options, onChange, hint, disabled = false }: SelectProps<V>) {
  return (
    <AriaSelect
      className="field"
      value={value}
      isDisabled={disabled}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Button className="input select">
        <SelectValue />
        <Icon name="down" />
      </Button>
      {hint !== undefined && (
        <Text slot="description" elementType="div" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover">
        <ListBox className="options" items={options.map((option) => ({ id: option.value, label: option.label }))}>
          {(option) => <ListBoxItem className="option">{option.label}</ListBoxItem>}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
