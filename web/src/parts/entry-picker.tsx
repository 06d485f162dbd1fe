/** Choosing an entry of the map by typing: the combobox pattern of ARIA 1.2. */

import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import type { Entry, Kind } from "../answers";
import { finder } from "../search";
import { map } from "../state";
import { t } from "../text";
import { Name } from "./name";

const MOST_OPTIONS = 40;
const KIND_ORDER: Record<Kind, number> = { area: 0, topic: 1, skill: 2 };

/**
 * @param label What the field asks for.
 * @param kinds Which entries can be chosen; all by default.
 */
export function EntryPicker(props: {
  label: string;
  onChoose: (id: string) => void;
  kinds?: readonly Kind[];
  placeholder?: string;
}): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const typed = useSignal("");
  const isOpen = useSignal(false);
  const active = useSignal(-1);
  const find = useComputed(() => {
    const entries = [...(map.value?.entries.values() ?? [])]
      .filter((entry) => props.kinds?.includes(entry.kind) ?? true)
      // Stable sorting keeps map order among entries of a kind.
      .sort((one, other) => KIND_ORDER[one.kind] - KIND_ORDER[other.kind]);
    return finder(entries);
  });
  const found = useComputed(() => (isOpen.value ? find.value(typed.value, MOST_OPTIONS) : []));

  const close = (): void => {
    isOpen.value = false;
    active.value = -1;
  };
  const choose = (entry: Entry | undefined): void => {
    typed.value = "";
    close();
    if (entry) props.onChoose(entry.id);
  };
  const move = (step: number): void => {
    const count = found.value.length;
    if (!count) return;
    active.value = active.value < 0 && step < 0 ? count - 1 : (active.value + step + count) % count;
    document.getElementById(`${id}-${active.value}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && isOpen.value) {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isOpen.value = true;
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen.value && found.value.length) {
      event.preventDefault();
      choose(found.value[Math.max(active.value, 0)]);
    }
  };

  return (
    <div class="tool">
      <label for={id}>{props.label}</label>
      <div class="field">
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          placeholder={props.placeholder ?? t("picker.placeholder")}
          aria-autocomplete="list"
          aria-expanded={isOpen.value}
          aria-controls={`${id}-options`}
          aria-activedescendant={active.value < 0 ? undefined : `${id}-${active.value}`}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            isOpen.value = true;
            active.value = -1;
          }}
          onClick={() => {
            isOpen.value = true;
          }}
          onKeyDown={onKey}
          onBlur={close}
        />
        <ul
          id={`${id}-options`}
          class="options"
          role="listbox"
          aria-label={props.label}
          hidden={!isOpen.value}
          // Without this the field would lose the focus, and the list be gone, before the click.
          onMouseDown={(event) => event.preventDefault()}
        >
          {found.value.map((entry, index) => (
            <Option
              key={entry.id}
              id={`${id}-${index}`}
              entry={entry}
              isActive={index === active.value}
              onChoose={() => choose(entry)}
            />
          ))}
          {isOpen.value && !found.value.length && (
            <li class="nothing" role="option" aria-selected="false" aria-disabled="true">
              {t("picker.nothing")}
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}

function Option(props: {
  id: string;
  entry: Entry;
  isActive: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { entry } = props;
  const where = map.value?.where(entry.id);
  const kind = t(`kind.${entry.kind}`);
  return (
    <li
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.isActive}
      onClick={props.onChoose}
    >
      <Name text={map.value?.label(entry.id) ?? entry.id} />
      <span class="where"> {where ? t("picker.kind_in", { kind, where }) : kind}</span>
    </li>
  );
}
