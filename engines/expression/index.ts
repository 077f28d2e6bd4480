export * from './similarity.ts';
