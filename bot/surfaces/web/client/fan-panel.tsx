// The fan's side on a drawn phone: choose an account and a fan, write, and see what the creator answers.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SimulatedAccount } from "../fan-simulator.ts";
import type { Api } from "./api.ts";
import { FanThread } from "./fan-thread.tsx";
import { readStored, writeStored } from "./stored.ts";
import { useAccounts } from "./use-accounts.ts";
import type { Press } from "./use-chat.ts";
import type { Events } from "./use-events.ts";
import { useWords } from "./words.ts";

interface FanPanelProps {
  readonly api: Api;
  readonly events: Events;
  readonly isPresent: boolean;
  readonly onRun: (press: Press) => void;
}

export function FanPanel({ api, events, isPresent, onRun }: FanPanelProps): JSX.Element {
  const words = useWords().fanPanel;
  return (
    <aside class="panel fan" aria-label={words.title}>
      <header class="fan-head">
        <h2>{words.title}</h2>
        <p>{isPresent ? words.intro : words.absent}</p>
      </header>
      {isPresent ? <Simulator api={api} events={events} onRun={onRun} /> : <p class="fan-empty">{words.absentText}</p>}
    </aside>
  );
}

function Simulator({ api, events, onRun }: Omit<FanPanelProps, "isPresent">): JSX.Element {
  const words = useWords();
  const accounts = useAccounts(api, events);
  const [accountId, setAccountId] = useState<string>(() => readStored("account", ""));
  const account = accounts?.find((each) => each.id === accountId) ?? accounts?.[0];
  const fans = useFans();
  if (accounts === null) return <p class="fan-empty">{words.console.loading}</p>;
  if (!account) {
    const label = words.console.suggestions.example;
    return (
      <div class="fan-empty">
        <h3>{words.fanPanel.noAccounts}</h3>
        <p>{words.fanPanel.noAccountsText}</p>
        <button
          type="button"
          class="button is-primary"
          onClick={() => onRun({ button: { label, command: "example.load", input: {} }, input: {} })}
        >
          {label}
        </button>
      </div>
    );
  }
  return (
    <>
      <div class="fan-choices">
        <label>
          {words.fanPanel.account}
          <select
            value={account.id}
            onChange={(event) => {
              setAccountId(event.currentTarget.value);
              writeStored("account", event.currentTarget.value);
            }}
          >
            {accounts.map((each) => (
              <option key={each.id} value={each.id}>
                @{each.handle}
              </option>
            ))}
          </select>
        </label>
        <FanChoice fans={fans} />
      </div>
      <Phone api={api} events={events} account={account} fan={fans.chosen} />
    </>
  );
}

interface PhoneProps {
  readonly api: Api;
  readonly events: Events;
  readonly account: SimulatedAccount;
  readonly fan: string;
}

function Phone({ api, events, account, fan }: PhoneProps): JSX.Element {
  return (
    <div class="phone">
      <div class="phone-head">
        <span class="face" aria-hidden="true">
          {account.name.slice(0, 1).toUpperCase()}
        </span>
        <span>
          <strong>{account.name}</strong>
          <small>@{account.handle}</small>
        </span>
      </div>
      <FanThread key={`${account.id} ${fan}`} api={api} events={events} account={account} fan={fan} />
    </div>
  );
}

interface Fans {
  readonly names: readonly string[];
  readonly chosen: string;
  choose(name: string): void;
}

function useFans(): Fans {
  const words = useWords().fanPanel;
  const [names, setNames] = useState<readonly string[]>(() => readStored("fans", [words.defaultFan]));
  const [chosen, setChosen] = useState<string>(() => readStored("fan", names[0] ?? words.defaultFan));
  return {
    names,
    chosen,
    choose: (name) => {
      const all = names.includes(name) ? names : [...names, name];
      setNames(all);
      setChosen(name);
      writeStored("fans", all);
      writeStored("fan", name);
    },
  };
}

const NEW = "\n";

function FanChoice({ fans }: { fans: Fans }): JSX.Element {
  const words = useWords().fanPanel;
  const [isNaming, setNaming] = useState(false);
  if (!isNaming) {
    return (
      <label>
        {words.fan}
        <select
          value={fans.chosen}
          onChange={(event) => {
            if (event.currentTarget.value === NEW) setNaming(true);
            else fans.choose(event.currentTarget.value);
          }}
        >
          {fans.names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value={NEW}>{words.newFan}</option>
        </select>
      </label>
    );
  }
  const onDone = (name: string) => {
    setNaming(false);
    if (name !== "") fans.choose(name);
  };
  return <NewFan onDone={onDone} />;
}

function NewFan({ onDone }: { onDone: (name: string) => void }): JSX.Element {
  const words = useWords().fanPanel;
  const [name, setName] = useState("");
  return (
    <form
      class="new-fan"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(name.trim());
      }}
      onKeyDown={(event) => event.key === "Escape" && onDone("")}
    >
      <label>
        {words.newFanLabel}
        <input value={name} maxLength={60} onInput={(event) => setName(event.currentTarget.value)} autofocus />
      </label>
      <button type="submit" class="button is-primary">
        {words.add}
      </button>
    </form>
  );
}
