package org.itr.website;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Finds the files of one folder, as spelled or else in lower case. Links out of the folder and dot
 * files (such as the history of a checkout) are not found.
 */
final class FolderResolver extends PathResourceResolver {

  private static final String API = "api/";

  private final Path folder;

  FolderResolver(Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @Override
  protected @Nullable Resource getResource(String path, Resource location) throws IOException {
    if (path.toLowerCase(Locale.ROOT).startsWith(API) || isHidden(path)) {
      return null;
    }
    Resource asSpelled = super.getResource(path, location);
    return asSpelled == null
        ? super.getResource(path.toLowerCase(Locale.ROOT), location)
        : asSpelled;
  }

  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  @Override
  protected boolean checkResource(Resource resource, Resource location) throws IOException {
    return super.checkResource(resource, location)
        && resource.getFile().toPath().toRealPath().startsWith(folder);
  }
}
