export { type Follower, type FollowerOptions, startFollower } from './follower.ts';
