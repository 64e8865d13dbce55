#!/bin/bash
# A real WordPress of Debian 12 with MariaDB, php-fpm and nginx on loopback, seeded with an Indonesian prison's news.
#
#   wordpress.sh up         install what is missing, seed once, start what is not running, print the address
#   wordpress.sh stop       end what was started
#   wordpress.sh status     what runs
#   wordpress.sh reset      put the database back to the seeded state, and the network back to health
#   wordpress.sh destroy    stop, and remove the state folder
#   wordpress.sh ctl …      what an editor does: see ctl.php
#   wordpress.sh fault …    what the network does: see fault below
#   wordpress.sh dbdown     end the database alone; `up` brings it back
#
# Environment: WP_STATE (the state folder), WP_PORT (8081), WP_POSTS (1200), WP_RNG (2018), LAB_STATE.
# Processes are ended only by the pids in $WP_STATE/run. The database listens on a unix socket only.
set -euo pipefail

HERE=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
S=${WP_STATE:-${LAB_STATE:-${TMPDIR:-/tmp}/arsip-lab}/wordpress}
PORT=${WP_PORT:-8081}
URL=http://127.0.0.1:$PORT
SOCKET=$S/run/mysqld.sock
PHP=8.2
PACKAGES=(
    wordpress wordpress-l10n wordpress-theme-twentytwentythree wordpress-theme-twentytwentyone
    php$PHP-fpm php-cli php-mysql php-gd php-intl php-xml php-mbstring php-curl
    mariadb-server mariadb-client nginx-light curl
)

say() { printf '[wordpress.sh] %s\n' "$*" >&2; }

# alive NAME: the process of run/NAME.pid runs, and is the one that was started here (pids are used again).
alive() {
    local pid
    pid=$(cat "$S/run/$1.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
    case $1 in
        mysqld) grep -qs '^mariadbd' "/proc/$pid/comm" ;;
        fpm) grep -qs '^php-fpm' "/proc/$pid/comm" ;;
        nginx) grep -qs '^nginx' "/proc/$pid/comm" ;;
    esac
}

sql() { mariadb --no-defaults -S "$SOCKET" "$@"; }

install_packages() ( # one installation at a time: test runs side by side share the machine
    exec 8> /run/lock/arsip-packages
    flock 8
    local missing=() p policy=/usr/sbin/policy-rc.d made=0 code=0
    for p in "${PACKAGES[@]}"; do
        dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
    done
    [ ${#missing[@]} -gt 0 ] || exit 0
    say "apt: ${missing[*]}"
    if [ ! -e $policy ]; then # keeps the packages' own scripts from starting services
        printf '#!/bin/sh\nexit 101\n' > $policy
        chmod +x $policy
        made=1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        > "$S/log/apt.log" 2>&1 < /dev/null || code=$?
    [ $made = 0 ] || rm -f $policy
    [ $code = 0 ] || { tail -20 "$S/log/apt.log" >&2; exit 1; }
)

copy_site() { # the package's folder is full of links: a site of its own resolves them
    [ ! -f "$S/www/wp-load.php" ] || return 0
    mkdir -p "$S/www"
    cp -aL /usr/share/wordpress/. "$S/www/" || say "some links of the package lead nowhere (see above)"
    find "$S/www/wp-content/languages" -name '*.mo' ! -name 'id_ID*' -delete
    mkdir -p "$S/www/wp-content/uploads" "$S/www/wp-content/mu-plugins"
    chown -R www-data:www-data "$S/www/wp-content"
    chown www-data "$S/www"
}

configure_site() {
    local key
    cp "$HERE/switches.php" "$S/www/wp-content/mu-plugins/lab.php"
    [ ! -f "$S/configured" ] || return 0
    {
        echo "<?php"
        echo "define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', 'wp');"
        echo "define('DB_HOST', 'localhost:$SOCKET'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');"
        for key in AUTH SECURE_AUTH LOGGED_IN NONCE; do
            echo "define('${key}_KEY', '$(secret)'); define('${key}_SALT', '$(secret)');"
        done
        cat <<'CONFIG'
$table_prefix = 'wp_';
// the address comes from a file, so that the port can change without the database
$address = trim(file_get_contents(__DIR__ . '/../site_url'));
define('WP_HOME', $address);
define('WP_SITEURL', $address);
define('WP_CONTENT_URL', $address . '/wp-content');
define('WP_DEBUG', false);
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_AUTO_UPDATE_CORE', false);
define('FS_METHOD', 'direct');
define('WP_POST_REVISIONS', 5);
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
CONFIG
    } > "$S/www/wp-config.php"
    touch "$S/configured"
}

secret() { head -c 32 /dev/urandom | base64 | tr -d "'"; }

install_site() {
    mkdir -p "$S"/{db,run,log,tmp}
    chmod 755 "$S"
    chmod 1777 "$S/tmp" "$S/log"
    install_packages
    chown mysql:mysql "$S/db"
    copy_site
    configure_site
    [ -d "$S/db/mysql" ] || mariadb-install-db --no-defaults --user=mysql --datadir="$S/db" --skip-test-db \
        --auth-root-authentication-method=socket > "$S/log/install-db.log" 2>&1
}

start_db() {
    ! alive mysqld || return 0
    chown mysql "$S/run"
    rm -f "$SOCKET"
    setsid mariadbd --no-defaults --user=mysql --datadir="$S/db" --socket="$SOCKET" --pid-file="$S/run/mysqld.pid" \
        --skip-networking --skip-log-bin --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
        --innodb-buffer-pool-size=256M --character-set-server=utf8mb4 --performance-schema=off \
        --log-error="$S/log/mysqld.log" < /dev/null > /dev/null 2>&1 &
    wait_for 300 sql -e 'select 1' || { tail "$S/log/mysqld.log" >&2; exit 1; }
    sql -e "create database if not exists wp character set utf8mb4;
            create user if not exists wp@localhost identified by 'wp';
            grant all on wp.* to wp@localhost;"
}

# wait_for TENTHS COMMAND…: until the command succeeds, at most so many tenths of a second.
wait_for() {
    local n=$1
    shift
    while [ "$n" -gt 0 ]; do
        "$@" > /dev/null 2>&1 && return 0
        sleep .1
        n=$((n - 1))
    done
    return 1
}

start_php() {
    ! alive fpm || return 0
    cat > "$S/run/fpm.conf" <<CONFIG
[global]
pid = $S/run/fpm.pid
error_log = $S/log/fpm.log
daemonize = yes
[www]
user = www-data
group = www-data
listen = $S/run/fpm.sock
listen.owner = www-data
listen.group = www-data
pm = static
pm.max_children = 4
pm.max_requests = 2000
php_admin_value[memory_limit] = 256M
php_admin_value[upload_tmp_dir] = $S/tmp
php_admin_value[sys_temp_dir] = $S/tmp
php_admin_value[opcache.memory_consumption] = 96
CONFIG
    php-fpm$PHP --fpm-config "$S/run/fpm.conf"
}

# $1: the directive that answers what no other location does
write_nginx() {
    local default=$1
    mkdir -p "$S/run/ngx"
    touch "$S/run/faults-http.conf" "$S/run/faults-server.conf"
    cat > "$S/run/nginx.conf" <<CONFIG
user www-data;
worker_processes 1;
pid $S/run/nginx.pid;
error_log $S/log/nginx.err warn;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  sendfile on;
  server_tokens off;
  client_body_temp_path $S/run/ngx/b;
  fastcgi_temp_path $S/run/ngx/f;
  proxy_temp_path $S/run/ngx/p;
  uwsgi_temp_path $S/run/ngx/u;
  scgi_temp_path $S/run/ngx/s;
  access_log $S/log/access.log;
  include $S/run/faults-http.conf;
  gzip on;
  gzip_types application/json application/rss+xml application/xml text/xml text/css application/javascript;
  server {
    listen 127.0.0.1:$PORT;
    server_name _;
    root $S/www;
    index index.php;
    include $S/run/faults-server.conf;
    location ~* ^/wp-config { deny all; }
    location / { $default }
    location ~ \.php\$ {
      try_files \$uri =404;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME \$document_root\$fastcgi_script_name;
      fastcgi_param HTTP_HOST \$http_host;
      fastcgi_read_timeout 120s;
      fastcgi_pass unix:$S/run/fpm.sock;
    }
    location ~* \.(jpe?g|png|gif|css|js|pdf|woff2?)\$ { expires 7d; try_files \$uri =404; }
  }
}
CONFIG
}

WORDPRESS='try_files $uri $uri/ /index.php?$args;'

start_nginx() {
    ! alive nginx || return 0
    : > "$S/run/faults-http.conf"
    : > "$S/run/faults-server.conf"
    write_nginx "$WORDPRESS"
    nginx -c "$S/run/nginx.conf" -g 'daemon on;' >> "$S/log/nginx.start" 2>&1 < /dev/null
}

# What the network does in front of the real site, at once and with the same addresses:
#   none · errors PERCENT (502) · drop PERCENT (no answer) · ratelimit RATE (429) · slow BYTES-A-SECOND · uablock (403)
#   restblock (403) · restlost (404 under /wp-json alone) · nofeed (404) · loop PATH · login PATH · challenge (403)
#   timeout PATH (504)
fault() {
    local name=${1:-none} value=${2:-} http="" server="" default=$WORDPRESS
    case $name in
        none) ;;
        errors | drop)
            http="split_clients \"\$request_id\" \$lab_hit { ${value:-5}% 1; * 0; }"
            server="if (\$lab_hit) { return $([ "$name" = errors ] && echo 502 || echo 444); }"
            ;;
        ratelimit)
            http="limit_req_zone \$binary_remote_addr zone=lab:1m rate=${value:-2r/s};"
            server='limit_req zone=lab burst=5 nodelay; limit_req_status 429; error_page 429 @limited;
                location @limited {
                  add_header Retry-After 3 always; default_type text/html; return 429 "<h1>429 Too Many Requests</h1>";
                }'
            ;;
        slow) server="limit_rate ${value:-4k};" ;;
        uablock)
            server='if ($http_user_agent ~* "(python|curl|wget|bot|crawl|spider|scrapy|arsip|go-http)") { return 403; }'
            ;;
        restblock) server='location ^~ /wp-json { return 403; } if ($arg_rest_route) { return 403; }' ;;
        restlost) server='location ^~ /wp-json { return 404; }' ;;
        nofeed) server='location ~ /feed/?$ { return 404; }' ;;
        loop) server="location ^~ ${value:-/2019/} { return 302 \$scheme://\$http_host\$request_uri; }" ;;
        login) server="location ^~ ${value:-/2019/} { return 302 /wp-login.php; }" ;;
        challenge)
            default='default_type text/html; return 403 "<!DOCTYPE html><html><head><title>Just a moment...</title>
                </head><body>Checking your browser</body></html>";'
            ;;
        timeout)
            server="location ^~ ${value:-/2019/} {
                proxy_pass http://127.0.0.1:9; proxy_connect_timeout 2s; error_page 502 504 =504 /50x.html;
            }"
            ;;
        *) say "unknown fault: $name"; exit 2 ;;
    esac
    printf '%s\n' "$http" > "$S/run/faults-http.conf"
    printf '%s\n' "$server" > "$S/run/faults-server.conf"
    write_nginx "$default"
    nginx -t -q -c "$S/run/nginx.conf"
    reload_nginx
    say "fault: $name $value"
}

reload_nginx() { # until the old worker, which still has the old rules, takes no more connections
    local old
    old=$(pgrep -P "$(cat "$S/run/nginx.pid")" -n)
    kill -HUP "$(cat "$S/run/nginx.pid")"
    wait_for 100 retired "$old" || say "nginx still has its old worker"
}

retired() { gone "$1" || grep -q 'shutting down' "/proc/$1/cmdline"; }

gone() { ! kill -0 "$1"; }

faulty() { grep -q . "$S/run/faults-server.conf" || ! grep -qF "$WORDPRESS" "$S/run/nginx.conf"; }

php_cli() { # in the site's folder, as the site's user
    (
        cd "$S/www"
        LAB_THEME=twentytwentythree LAB_POSTS="${WP_POSTS:-1200}" LAB_RNG="${WP_RNG:-2018}" \
            setpriv --reuid=www-data --regid=www-data --clear-groups \
            php -d memory_limit=1G -d error_reporting='E_ALL&~E_DEPRECATED&~E_NOTICE' "$@"
    )
}

ctl() {
    install -m 644 "$HERE/ctl.php" "$S/ctl.php"
    php_cli "$S/ctl.php" "$@"
}

set_url() { # posts hold absolute links, as on a real site: they follow the address
    local old
    old=$(cat "$S/site_url" 2>/dev/null) || old=""
    [ "$old" != "$URL" ] || return 0
    echo "$URL" > "$S/site_url"
    [ -n "$old" ] && [ -f "$S/seeded" ] || return 0
    say "address $old -> $URL"
    sql wp -e "update wp_posts set post_content=replace(post_content,'$old','$URL'), guid=replace(guid,'$old','$URL');
               update wp_options set option_value='$URL' where option_name in ('home','siteurl');
               delete from wp_postmeta where meta_key like '\\_oembed\\_%';"
}

# What the seeded state is made of: another seed, size or generator makes another site.
recipe() { { cat "$HERE/seed.php"; echo "${WP_POSTS:-1200} ${WP_RNG:-2018}"; } | sha256sum; }

seed() {
    start_db
    set_url
    [ "$(cat "$S/seeded" 2>/dev/null)" != "$(recipe)" ] || return 0
    say "seeding ${WP_POSTS:-1200} posts"
    rm -f "$S/seeded"
    sql -e "drop database wp; create database wp character set utf8mb4;"
    install -m 644 "$HERE/seed.php" "$S/seed.php"
    rm -rf "$S/www/wp-content/uploads/"*
    chown -R www-data:www-data "$S/www/wp-content"
    php_cli "$S/seed.php" > "$S/log/seed.log" 2>&1 || { tail -20 "$S/log/seed.log" >&2; exit 1; }
    mariadb-dump --no-defaults -S "$SOCKET" wp | gzip -1 > "$S/seed.sql.gz"
    cp "$S/site_url" "$S/seed_url"
    recipe > "$S/seeded"
}

start() {
    start_php
    start_nginx
    wait_for 100 curl -s -o /dev/null "$URL/wp-login.php" || { say "no answer at $URL"; exit 1; }
}

stop() {
    local name
    for name in nginx fpm mysqld; do end $name; done
}

end() {
    local pid
    if alive "$1"; then
        pid=$(cat "$S/run/$1.pid")
        kill -TERM "$pid"
        wait_for 300 gone "$pid" || say "$1 ($pid) did not stop"
    fi
    rm -f "$S/run/$1.pid"
}

status() {
    local name
    for name in nginx fpm mysqld; do
        if alive $name; then echo "$name: pid $(cat "$S/run/$name.pid")"; else echo "$name: not running"; fi
    done
}

reset() {
    start_db
    zcat "$S/seed.sql.gz" | sql wp
    cp "$S/seed_url" "$S/site_url"
    set_url
    rm -f "$S/www/.maintenance"
    ! alive nginx || ! faulty || fault none
}

case ${1:-up} in
    up) install_site; seed; start; echo "$URL/" ;;
    stop | status | reset) "$1" ;;
    destroy) stop; rm -rf "$S" ;;
    dbdown) end mysqld ;;
    ctl | fault) "$@" ;;
    *) sed -n '2,/^set/p' "$0" | grep '^#' >&2; exit 2 ;;
esac
