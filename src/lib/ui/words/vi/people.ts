export const people = {
  title: 'Mọi người',
}
