package io.kyozo.analyzer.topology.detect.migration;

/**
 * Tools that migrate databases. In commands {@code {dir}} is the folder of what was found, {@code {file}} the first file in
 * it, {@code {config}} the configuration and {@code {owner}} the project that all lie in, as seen from the service's
 * folder. Where each migration is a folder of files itself, the migrations are {@code above} it.
 */
final class MigrationToolTable {
    static final String TEXT = """
flyway
  packages flyway-core quarkus-flyway* spring-boot-starter-flyway micronaut-flyway flyway-mysql
  packages flyway-database-* node-flyway
  files **/db/migration/*.sql **/db/migration/**/*.sql **/V[0-9]*__*.sql **/db/migration/**/V*__*.java
  command flyway -locations=filesystem:{dir} migrate
  started flyway migrate; flyway:migrate; flywaymigrate; node-flyway migrate
  frameworks spring-boot
flyway
  files **/flyway.conf **/flyway.toml **/db/migration/V*__*.sql
  command flyway -locations=filesystem:{dir} migrate
  started flyway migrate; flyway:migrate; flywaymigrate
liquibase
  packages liquibase-core quarkus-liquibase* spring-boot-starter-liquibase micronaut-liquibase liquibase
  files **/changelog/**/*master.* **/*changelog-master.* **/*changelog*.xml **/*changelog*.y*ml
  files **/changelog/**/*.xml **/changelog/**/*.y*ml **/changelog/**/*.sql
  command liquibase --changelog-file={file} update
  started liquibase update; liquibase:update
  frameworks spring-boot
flask-migrate
  packages flask-migrate
  files **/migrations/alembic.ini **/migrations/versions/*.py
  command flask db upgrade
  started flask db upgrade; manage.py db upgrade
alembic
  files **/alembic.ini
  stacks python
  command alembic -c {file} upgrade head
  started alembic upgrade; alembic -c; command.upgrade(
aerich
  packages aerich
  files **/migrations/models/*.py **/migrations/*/*.py
  command aerich upgrade
  started aerich upgrade
django
  packages django
  files **/migrations/[0-9]*_*.py
  config **/manage.py
  command python {config} migrate --noinput
  started manage.py migrate; django-admin migrate
prisma
  packages prisma @prisma/client
  files **/migrations/migration_lock.toml
  config **/schema.prisma
  command npx prisma migrate deploy --schema {config}
  started prisma migrate deploy; prisma:migrate deploy
knex
  packages knex objection
  files **/knexfile.js **/knexfile.ts **/knexfile.cjs **/knexfile.mjs
  command npx knex migrate:latest --knexfile {file}
  started knex migrate:latest; migrate.latest(
sequelize
  packages sequelize sequelize-cli
  files **/migrations/*.js **/migrations/*.cjs **/migrations/*.ts
  command npx sequelize-cli db:migrate --migrations-path {dir}
  started sequelize db:migrate; sequelize-cli db:migrate
typeorm
  packages typeorm
  files **/migrations/[0-9]*-*.ts **/migrations/[0-9]*-*.js **/migration/[0-9]*-*.ts **/migration/[0-9]*-*.js
  config **/*[dD]ata*[sS]ource.[jt]s
  command npx typeorm-ts-node-commonjs migration:run -d {config}
  started migration:run
drizzle
  packages drizzle-orm drizzle-kit
  files **/drizzle.config.ts **/drizzle.config.js **/drizzle.config.mjs **/drizzle.config.json
  command npx drizzle-kit migrate --config {file}
  started drizzle-kit migrate; drizzle-kit push
mikro-orm
  packages @mikro-orm/migrations
  files **/mikro-orm.config.ts **/mikro-orm.config.js
  command npx mikro-orm migration:up --config {file}
  started mikro-orm migration:up
node-pg-migrate
  packages node-pg-migrate
  files **/migrations/*.js **/migrations/*.ts **/migrations/*.sql **/migrations/*.cjs
  command npx node-pg-migrate up -m {dir}
  started node-pg-migrate up
rails
  packages rails railties
  files **/db/migrate/*.rb
  command bundle exec rails db:migrate
  started db:migrate; db:prepare
activerecord
  packages sinatra-activerecord activerecord standalone_migrations
  files **/db/migrate/*.rb
  command bundle exec rake db:migrate
  started db:migrate; db:prepare
sequel
  packages sequel
  files **/db/migrations/*.rb **/db/migrate/*.rb **/migrations/*.rb
  command bundle exec sequel -m {dir} ${DATABASE_URL}
  started sequel -m
laravel
  packages laravel/framework
  files **/database/migrations/*.php
  command php artisan migrate --force
  started artisan migrate
doctrine
  packages doctrine/doctrine-migrations-bundle doctrine/migrations
  files **/migrations/Version*.php **/migrations/**/Version*.php
  command php bin/console doctrine:migrations:migrate --no-interaction
  started doctrine:migrations:migrate
phinx
  packages robmorgan/phinx cakephp/migrations
  files **/phinx.php **/phinx.yml **/phinx.json **/db/migrations/*.php
  command vendor/bin/phinx migrate
  started phinx migrate
ecto
  packages ecto_sql ecto phoenix_ecto
  files **/priv/*/migrations/*.exs
  command mix ecto.migrate
  started ecto.migrate; release.migrate; bin/migrate
ef-core
  packages microsoft.entityframeworkcore* npgsql.entityframeworkcore* pomelo.entityframeworkcore*
  files **/*igrations/[0-9]*_*.cs **/*igrations/**/[0-9]*_*.cs
  command dotnet ef database update --project {owner}
  started dotnet ef database update; efbundle
diesel
  packages diesel diesel_migrations
  files **/migrations/*/up.sql **/migrations/**/up.sql
  above yes
  command diesel migration run
  started diesel migration run
sqlx
  packages sqlx sqlx-cli
  files **/migrations/[0-9]*_*.sql
  command sqlx migrate run --source {dir}
  started sqlx migrate run
sea-orm
  packages sea-orm-migration
  files **/migration/src/m[0-9]*.rs
  command sea-orm-cli migrate up
  started sea-orm-cli migrate
refinery
  packages refinery
  files **/migrations/[VU][0-9]*__*.sql **/migrations/[VU][0-9]*__*.rs
  command refinery migrate -e DATABASE_URL -p {dir}
  started refinery migrate
goose
  files **/*igration*/*.sql **/*igration*/**/*.sql **/schema/*.sql
  sign -- +goose Up
  command goose -dir {dir} up
  started goose up; goose -dir
dbmate
  files **/*igration*/*.sql
  sign -- migrate:up
  command dbmate --migrations-dir {dir} up
  started dbmate up; dbmate migrate; dbmate --
sql-migrate
  files **/*igration*/*.sql
  sign -- +migrate Up
  command sql-migrate up
  started sql-migrate up
golang-migrate
  packages github.com/golang-migrate/migrate*
  files **/*igration*/*.up.sql **/*igration*/**/*.up.sql **/migrate/*.up.sql
  command migrate -path {dir} -database ${DATABASE_URL} up
  started migrate -path; migrate -source; migrate -database
golang-migrate
  stacks go
  files **/*igration*/[0-9]*_*.up.sql
  command migrate -path {dir} -database ${DATABASE_URL} up
  started migrate -path; migrate -source; migrate -database
atlas
  files **/atlas.hcl
  command atlas migrate apply
  started atlas migrate apply
supabase
  files **/supabase/migrations/*.sql
  command supabase db push
  started supabase db push
""";

    private MigrationToolTable() {}
}
