import Fastify from 'fastify';

const app = Fastify();
app.get('/health', () => 'ok');
app.listen({ port: Number(process.env.PORT) || 3100, host: '0.0.0.0' });
