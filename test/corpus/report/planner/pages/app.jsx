import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const log = window.corpusLog;
const arranged = window.arranged;

/** A handler that says what it did, as the page's author has it. */
const logged = (target, does, run) => (event) => {
  try {
    const result = run(event);
    log.ran(target, does);
    if (result instanceof Promise) {
      result.catch((error) => {
        log.write('threw', target, error.message, { type: 'click' });
        throw error;
      });
    }
  } catch (error) {
    log.write('threw', target, error.message, { type: event.type });
    throw error;
  }
};

function go(path) {
  history.pushState(null, '', path);
  dispatchEvent(new Event('route'));
}

function Link({ to, children }) {
  const follow = (event) => {
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow}>
      {children}
    </a>
  );
}

const FIRST = ['Water the plants', 'Call the printer', 'Plan the summer', 'Sort the shelf', 'Mend the lamp'].map(
  (text, n) => ({ id: n + 1, text, done: false, points: 1 }),
);

function Today({ tasks, change, say }) {
  const [text, setText] = useState('');
  const [menu, setMenu] = useState(false);
  const add = logged('#new-task', 'task added', async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/tasks', { method: 'POST', because: '#add-task' });
    if (!answer.ok) {
      log.refused('#new-task', 'server');
      return say('The task could not be kept.', true);
    }
    log.sent('#new-task');
    change([...tasks, { id: tasks.length + 1, text, done: false, points: 1 }]);
    setText('');
  });
  const set = (id, more) => change(tasks.map((task) => (task.id === id ? { ...task, ...more } : task)));
  return (
    <>
      <h1>Today</h1>
      <form id="new-task" onSubmit={add}>
        <input
          id="task-text"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          aria-label="New task"
        />{' '}
        <button id="add-task">Add</button>
      </form>
      {tasks.map((task) => (
        <div class="card" key={task.id} id={`task-${task.id}`}>
          <input
            type="checkbox"
            id={`tick-${task.id}`}
            style="width:auto"
            checked={task.done}
            onChange={logged(`#tick-${task.id}`, 'ticked', () => set(task.id, { done: !task.done }))}
            aria-label={task.text}
          />{' '}
          <span class={task.done ? 'done' : ''}>{task.text}</span>{' '}
          <button
            class="plain"
            id={`minus-${task.id}`}
            onClick={logged(`#minus-${task.id}`, 'points', () => set(task.id, { points: task.points - 1 }))}
          >
            −
          </button>{' '}
          <b>{task.points}</b>{' '}
          <button
            class="plain"
            id={`plus-${task.id}`}
            onClick={logged(`#plus-${task.id}`, 'points', () => set(task.id, { points: task.points + 1 }))}
          >
            +
          </button>
        </div>
      ))}
      <button id="menu" class="plain" onMouseDown={logged('#menu', 'menu opened', () => setMenu(!menu))}>
        More ▾
      </button>{' '}
      <button
        id="share"
        onClick={logged('#share', 'shared', () => {
          if (arranged.share?.throws) throw new TypeError('share target is undefined');
          say('A link was copied.');
        })}
      >
        Share
      </button>{' '}
      <button id="archive" class="plain" onClick={logged('#archive', 'archive does not answer', () => {})}>
        Archive
      </button>
      {menu && (
        <div class="menu">
          <button
            class="plain"
            id="all-done"
            onClick={logged('#all-done', 'all ticked', () => {
              change(tasks.map((task) => ({ ...task, done: true })));
              setMenu(false);
            })}
          >
            Tick all
          </button>
        </div>
      )}
    </>
  );
}

function Projects() {
  useEffect(() => log.nothing('#project-2'), []);
  return (
    <>
      <h1>Projects</h1>
      {Array.from({ length: 24 }, (_, n) => (
        <div
          class="card tile"
          id={`project-${n}`}
          key={n}
          style="height:90px"
          onClick={n === 2 ? undefined : logged(`#project-${n}`, 'opened', () => go(`/project/${n}`))}
        >
          <b>Project {n + 1}</b>
          <p>Some tasks, some people.</p>
        </div>
      ))}
    </>
  );
}

function Project({ n }) {
  return (
    <>
      <h1>Project {n + 1}</h1>
      <p>
        <Link to="/projects">All projects</Link> <Link to={`/project/${n + 1}`}>Next project</Link>
      </p>
      <input
        type="checkbox"
        id="more-info"
        style="width:auto"
        onChange={() => log.showed('.css-only', 'shown by CSS')}
      />
      <label for="more-info">More about it</label>
      <p class="css-only">It began in spring and goes on as long as it is fun.</p>
      <p id="prose">
        Nobody has written down what this project is for, yet everybody knows it and works on it now and then.
      </p>
    </>
  );
}

function Profile({ say }) {
  const [step, setStep] = useState(1);
  const [wrong, setWrong] = useState('');
  const [saved, setSaved] = useState(false);
  const check = logged('#profile', 'profile checked', (event) => {
    event.preventDefault();
    const name = document.querySelector('#handle').value;
    if (!/^[a-z]{3,12}$/.test(name)) {
      setWrong(`“${name}” cannot be used.`);
      log.refused('#profile', 'handle');
      return log.complained('#profile .wrong', 'cannot be used');
    }
    setWrong('');
    log.sent('#profile');
    setSaved(true);
    say('Profile saved.');
  });
  const help = logged('#hint', 'hint asked for', async () => {
    const answer = await log.fetch('/api/hint', { because: '#hint' });
    say((await answer.json()).text ?? 'Letters only.');
  });
  return (
    <>
      <h1>Profile</h1>
      <form id="profile" onSubmit={check}>
        <p>
          <input id="handle" aria-label="Handle" placeholder="handle" /> <button id="save-profile">Save</button>{' '}
          {saved && '✓'}
        </p>
        <p>
          <textarea id="about" aria-label="About you" placeholder="About you" />
        </p>
        <p class="wrong" style="color:#a3203a">
          {wrong}
        </p>
      </form>
      <button id="hint" class="plain" onClick={help}>
        What is allowed?
      </button>
      <div class="card">
        Tour, step {step} of 5{' '}
        <button id="tour" class="plain" onClick={logged('#tour', 'next step', () => setStep((step % 5) + 1))}>
          Next
        </button>
      </div>
    </>
  );
}

function App() {
  const [path, setPath] = useState(location.pathname);
  const [tasks, change] = useState(FIRST);
  const [toast, setToast] = useState();
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener('route', follow);
    addEventListener('popstate', follow);
  }, []);
  const say = (text, bad) => {
    setToast({ text, bad });
    if (bad) log.complained('.toast', text);
    setTimeout(() => setToast(undefined), 2500);
  };
  const [, n] = /^\/project\/(\d+)$/.exec(path) ?? [];
  return (
    <>
      <nav>
        <Link to="/">Today</Link>
        <Link to="/projects">Projects</Link>
        <Link to="/profile">Profile</Link>
      </nav>
      <main>
        {path === '/' && <Today tasks={tasks} change={change} say={say} />}
        {path === '/projects' && <Projects />}
        {path === '/profile' && <Profile say={say} />}
        {n && <Project n={Number(n)} />}
        {toast && <div class={`toast ${toast.bad ? 'bad' : ''}`}>{toast.text}</div>}
      </main>
    </>
  );
}

render(<App />, document.querySelector('#app'));
