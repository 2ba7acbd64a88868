package io.kyozo.analyzer.topology.generate;

import java.util.ArrayList;
import java.util.List;

/** Health checks with what an image holds anyway, so that no image needs curl. */
final class Probes {
    private Probes() {}

    /** For images with bash, which opens connections itself: asks for the health path, or only for the port. */
    static List<String> bash(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        String open = "exec 3<>/dev/tcp/127.0.0.1/${PORT:-" + recipe.port() + "}";
        if (!recipe.asksHttp()) {
            return List.of("bash", "-c", open);
        }
        String ask = " && printf 'GET " + recipe.healthPath() + " HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3";
        return List.of("bash", "-c", open + ask + " && read -r _ code _ <&3 && [ \"$code\" -lt 500 ]");
    }

    static List<String> node(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        String url = "'http://127.0.0.1:'+(process.env.PORT||" + recipe.port() + ")+'" + recipe.healthPath() + "'";
        return List.of(
                "node",
                "-e",
                "require('http').get(" + url
                        + ",r=>process.exit(r.statusCode<500?0:1)).on('error',()=>process.exit(1))");
    }

    /** For Bun and Deno, which both have fetch; {@code command} evaluates the script that follows it. */
    static List<String> fetch(Recipe recipe, List<String> command, String environment, String exit) {
        if (recipe.port() == 0) {
            return List.of();
        }
        List<String> argv = new ArrayList<>(command);
        argv.add("fetch('http://127.0.0.1:'+(" + environment + "||" + recipe.port() + ")+'" + recipe.healthPath()
                + "').then(r=>" + exit + "(r.status<500?0:1),()=>" + exit + "(1))");
        return argv;
    }

    static List<String> python(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        String address = "os.environ.get('PORT','" + recipe.port() + "')";
        if (!recipe.asksHttp()) {
            return List.of(
                    "python", "-c", "import os,socket; socket.create_connection(('127.0.0.1',int(" + address + ")),4)");
        }
        return List.of(
                "python",
                "-c",
                "import os,urllib.request as u; u.urlopen('http://127.0.0.1:'+" + address + "+'" + recipe.healthPath()
                        + "',timeout=4)");
    }

    static List<String> ruby(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        return List.of(
                "ruby",
                "-rnet/http",
                "-e",
                "exit Net::HTTP.get_response(URI('http://127.0.0.1:'+ENV.fetch('PORT','" + recipe.port() + "')+'"
                        + recipe.healthPath() + "')).code.to_i<500");
    }

    static List<String> php(Recipe recipe) {
        if (recipe.port() == 0) {
            return List.of();
        }
        return List.of(
                "php",
                "-r",
                "$h=@get_headers('http://127.0.0.1:'.(getenv('PORT')?:'" + recipe.port() + "').'" + recipe.healthPath()
                        + "'); exit($h&&(int)substr($h[0],9,3)<500?0:1);");
    }
}
