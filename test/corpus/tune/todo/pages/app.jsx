import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const log = window.corpusLog;
const shown = { '#/': () => true, '#/active': (one) => !one.done, '#/completed': (one) => one.done };

function App() {
  const [items, setItems] = useState([
    { id: 1, text: 'Buy milk', done: false },
    { id: 2, text: 'Call Ada', done: true },
    { id: 3, text: 'Pay rent', done: false },
  ]);
  const [text, setText] = useState('');
  const [hint, setHint] = useState('');
  const [route, setRoute] = useState(location.hash || '#/');
  const [editing, setEditing] = useState(0);
  useEffect(() => {
    const turn = () => setRoute(location.hash || '#/');
    addEventListener('hashchange', turn);
    return () => removeEventListener('hashchange', turn);
  }, []);
  const add = () => {
    if (text.trim() === '') {
      setHint(`Write something first. (${Date.now() % 10_000})`);
      log.complained('#hint', 'Write something first.');
      return;
    }
    setHint('');
    setItems([...items, { id: Date.now(), text, done: false }]);
    setText('');
    log.sent('#new');
  };
  const left = items.filter((one) => !one.done).length;
  return (
    <main>
      <h1>todos</h1>
      <div id="new" data-form>
        <input
          id="what"
          value={text}
          placeholder="What needs to be done?"
          onInput={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && add()}
        />
        <button id="add" type="button" onClick={add}>
          Add
        </button>
      </div>
      <p id="hint" class="hint">
        {hint}
      </p>
      <ul id="list">
        {items.filter(shown[route] ?? shown['#/']).map((one) => (
          <li key={one.id} class={one.done ? 'done' : ''}>
            <input
              type="checkbox"
              class="toggle"
              checked={one.done}
              onChange={() =>
                setItems(items.map((other) => (other.id === one.id ? { ...other, done: !other.done } : other)))
              }
            />
            {editing === one.id ? (
              <input class="edit" value={one.text} onBlur={() => setEditing(0)} />
            ) : (
              <label onDblClick={() => setEditing(one.id)}>{one.text}</label>
            )}
            <button
              type="button"
              class="destroy"
              onClick={() => setItems(items.filter((other) => other.id !== one.id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <p>
        <span id="left">{left} left</span>{' '}
        <span class="filters">
          {Object.keys(shown).map((name) => (
            <a key={name} href={name} class={name === route ? 'selected' : ''}>
              {name.slice(2) || 'all'}
            </a>
          ))}
        </span>
      </p>
      <button type="button" id="share" onClick={() => log.write('ran', '#share', 'nothing')}>
        Share list
      </button>{' '}
      <button
        type="button"
        id="sync"
        onClick={async () => {
          const answer = await log.fetch('/api/sync', { because: '#sync' });
          if (!answer.ok) throw new Error('not synced');
          setHint(`Synced ${Date.now()}`);
        }}
      >
        Sync
      </button>{' '}
      <button type="button" id="clear" onClick={() => setItems(items.filter((one) => !one.done))}>
        Clear completed
      </button>
    </main>
  );
}

render(<App />, document.getElementById('root'));
