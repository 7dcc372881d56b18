export const tasks = {
  title: 'Việc của tôi hôm nay',
}
