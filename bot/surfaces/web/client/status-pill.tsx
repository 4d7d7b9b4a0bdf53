// What is real and what is a stand-in, at a glance; the whole card on demand.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Api } from "./api.ts";
import { CardBody } from "./card-body.tsx";
import type { Card } from "./lines.ts";
import { useDismiss } from "./use-dismiss.ts";
import type { Events } from "./use-events.ts";
import { useLanguage, useWords } from "./words.ts";

export function StatusPill({ api, events }: { readonly api: Api; readonly events: Events }): JSX.Element | null {
  const words = useWords().console;
  const language = useLanguage();
  const [card, setCard] = useState<Card | null>(null);
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useDismiss(root, isOpen, () => setOpen(false));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card comes in the operator's language.
  useEffect(() => {
    const load = () =>
      void api
        .get<{ card: Card }>("/status")
        .then((status) => setCard(status.card))
        .catch(() => setCard(null));
    load();
    return events.subscribe((topics) => (topics.length === 0 || topics.includes("system")) && load());
  }, [api, events.subscribe, language]);
  if (!card) return null;
  const tone = card.tone ?? "neutral";
  const label = {
    good: words.statusGood,
    warning: words.statusWarning,
    bad: words.statusBad,
    neutral: words.statusUnknown,
  };
  return (
    <div class="status" ref={root}>
      <button
        type="button"
        class={`pill is-${tone}`}
        aria-expanded={isOpen}
        aria-controls="status-card"
        aria-label={`${words.statusLabel}: ${label[tone]}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="dot" />
        <span class="pill-label">{label[tone]}</span>
      </button>
      {isOpen && (
        <div class="popover status-card" id="status-card">
          <h2>{card.title}</h2>
          <CardBody card={card} />
        </div>
      )}
    </div>
  );
}
