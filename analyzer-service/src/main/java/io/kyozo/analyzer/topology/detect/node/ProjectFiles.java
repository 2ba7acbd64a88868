package io.kyozo.analyzer.topology.detect.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.DataFiles;

/** What the file of a workspace's tool beside a package says that it is: Nx's project.json, moon's moon.yml. */
final class ProjectFiles {
    private ProjectFiles() {}

    /** Counts the role that the project's file gives it. */
    static void judge(Folder folder, String dir, ServiceDraft draft) {
        String nx = FolderPath.join(dir, "project.json");
        role(folder, nx, DataFiles.json(folder, nx).path("projectType").asText(""), "projectType", draft);
        String moon = FolderPath.join(dir, "moon.yml");
        JsonNode project = DataFiles.yaml(folder, moon);
        String field = project.has("layer") ? "layer" : "type";
        role(folder, moon, project.path(field).asText(""), field, draft);
    }

    private static void role(Folder folder, String path, String role, String field, ServiceDraft draft) {
        int line = folder.text(path).map(text -> text.lineOf(field)).orElse(0);
        if (role.equals("application")) {
            draft.shows(path, line, 0.3, "says that it is an application");
        } else if (role.equals("library") || role.equals("tool") || role.equals("scaffolding")) {
            draft.denies(path, line, 0.95, "it is a " + role + ": " + FolderPath.name(path) + " says so");
        }
    }
}
