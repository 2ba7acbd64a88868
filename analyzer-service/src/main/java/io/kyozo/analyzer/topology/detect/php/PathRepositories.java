package io.kyozo.analyzer.topology.detect.php;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.DataFiles;
import java.util.ArrayList;
import java.util.List;

/** Composer's path repositories: packages of the same folder that an application is built with. */
final class PathRepositories {
    private static final int MAX = 50;

    private PathRepositories() {}

    /** What {@code draft} takes from the folder: those packages are its libraries, and part of its build context. */
    static void apply(Folder folder, ServiceDraft draft, List<ServiceDraft> packages) {
        String manifest = FolderPath.join(draft.path(), "composer.json");
        JsonNode composer = DataFiles.json(folder, manifest);
        String context = draft.path();
        for (String place : places(composer)) {
            String glob = FolderPath.join(draft.path(), place);
            if (FolderPath.escapes(glob)) {
                continue;
            }
            for (ServiceDraft other : packages) {
                String own = FolderPath.join(other.path(), "composer.json");
                String name = DataFiles.json(folder, own).path("name").asText("");
                boolean member = other != draft && !name.isEmpty() && matches(glob, other.path());
                if (member
                        && (composer.path("require").has(name)
                                || composer.path("require-dev").has(name))) {
                    draft.uses().add(other.path());
                    other.denies(manifest, 0, 0.95, "it is a library that " + draft.path() + " is built with");
                    context = above(context, other.path());
                }
            }
        }
        BuildPlan plan = draft.plan();
        if (!context.equals(plan.context())) {
            draft.plan(BuildPlan.none(context).install(plan.install()).artifact(plan.artifact()));
        }
    }

    /** Places of path repositories, whether they are listed or named. */
    private static List<String> places(JsonNode composer) {
        List<String> places = new ArrayList<>();
        for (JsonNode repository : composer.path("repositories")) {
            String url = repository.path("url").asText("");
            boolean path = repository.path("type").asText("").equals("path");
            if (path && !url.isEmpty() && !url.startsWith("/") && places.size() < MAX) {
                places.add(url);
            }
        }
        return places;
    }

    /** Segment by segment; {@code *} in a segment stands for anything in it. */
    private static boolean matches(String glob, String path) {
        String[] wanted = glob.split("/");
        String[] given = path.split("/");
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            int star = wanted[i].indexOf('*');
            boolean same = star < 0
                    ? wanted[i].equals(given[i])
                    : given[i].startsWith(wanted[i].substring(0, star))
                            && given[i].endsWith(wanted[i].substring(wanted[i].lastIndexOf('*') + 1));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The deepest folder that holds both. */
    private static String above(String dir, String other) {
        String common = dir;
        while (!FolderPath.isWithin(other, common)) {
            common = FolderPath.parent(common);
        }
        return common;
    }
}
