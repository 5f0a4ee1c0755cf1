import { options } from 'preact';
import { inProject } from './router.ts';

/**
 * Puts the project into the address of every link that is drawn, so that it is also there where a link is copied or opened in
 * another tab. What draws a link need not think of it.
 */
export function keepProjectInLinks(): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    const props = vnode.props as { href?: unknown };
    if (vnode.type === 'a' && typeof props.href === 'string' && /^\/(?!\/)/.test(props.href)) {
      props.href = inProject(props.href);
    }
    before?.(vnode);
  };
}
