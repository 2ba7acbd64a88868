package io.kyozo.analyzer.topology.detect.go;

import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.TextFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What one Go source file shows of the program that it is a part of.
 *
 * @param main line of the main function; 0 where it has none, or is left out of builds
 * @param listens line where a port is opened; 0 for nowhere
 * @param imports paths of the packages that it imports
 */
record GoFile(int main, int listens, List<String> imports) {
    static final FileRule<GoFile> RULE = FileRule.of("go-file", FileRule.Result.FINDINGS, GoFile::read);

    private static final List<String> LISTENING = List.of(
            "ListenAndServe(",
            "ListenAndServeTLS(",
            "net.Listen(",
            "http.Serve(",
            "grpc.NewServer(",
            "funcframework.Start");

    /** Frameworks whose calls that open a port have names which say little without them. */
    private static final List<String> FRAMEWORKS = List.of(
            "github.com/gin-gonic/gin",
            "github.com/labstack/echo",
            "github.com/gofiber/fiber",
            "github.com/beego/beego",
            "github.com/kataras/iris");

    private static final List<String> FRAMEWORK_CALLS = List.of(".Run(", ".Start(", ".Listen(");

    private static GoFile read(TextFile file) {
        boolean program = false;
        int main = 0;
        int listens = 0;
        int framework = 0;
        boolean block = false;
        List<String> imports = new ArrayList<>();
        int number = 0;
        for (String raw : file.lines()) {
            number++;
            String line = raw.strip();
            if (number < 30 && (line.startsWith("//go:build ignore") || line.startsWith("// +build ignore"))) {
                return new GoFile(0, 0, List.of());
            }
            if (line.startsWith("//")) {
                continue;
            }
            program |= line.equals("package main") || line.startsWith("package main ");
            boolean opens = line.startsWith("import (");
            if (block || line.startsWith("import ")) {
                imported(line, imports);
            }
            block = opens || block && !line.startsWith(")");
            main = main == 0 && line.startsWith("func main(") ? number : main;
            listens = listens == 0 && holds(line, LISTENING) ? number : listens;
            framework = framework == 0 && holds(line, FRAMEWORK_CALLS) ? number : framework;
        }
        boolean framed = imports.stream().anyMatch(name -> FRAMEWORKS.stream().anyMatch(name::startsWith));
        return new GoFile(program ? main : 0, listens == 0 && framed ? framework : listens, List.copyOf(imports));
    }

    private static boolean holds(String line, List<String> calls) {
        return calls.stream().anyMatch(line::contains);
    }

    private static void imported(String line, List<String> imports) {
        int from = line.indexOf('"');
        int to = line.indexOf('"', from + 1);
        if (from >= 0 && to > from) {
            imports.add(line.substring(from + 1, to));
        }
    }
}
