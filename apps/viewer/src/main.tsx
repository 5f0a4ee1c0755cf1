import { render } from 'preact';
import './design/tokens.css';
import './design/base.css';
import './design/parts.css';
import './shell/shell.css';
import './sessions/sessions.css';
import './sign-in/sign-in.css';
import { App } from './shell/app.tsx';
import { keepProjectInLinks } from './shell/project-links.ts';
import { startRouter } from './shell/router.ts';
import { startTheme } from './shell/theme.ts';

startTheme();
keepProjectInLinks();
startRouter();
const root = document.getElementById('app');
if (root === null) throw new Error('[viewer] index.html has no #app. Build the viewer again.');
render(<App />, root);
