export const channels = {
  title: 'Kênh',
}
