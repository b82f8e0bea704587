package org.itr.file;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.file.FileCommand.CopyFiles;
import org.itr.file.FileCommand.RemoveFile;
import org.itr.file.FileCommand.RemoveFiles;
import org.itr.file.FileCommand.StoreFile;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Ids;
import org.itr.http.Upload;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriUtils;

/**
 * Files of objects. Which copy a call is about says its path alone: a read goes where the path
 * says, a write to the caller's company or, with {@code master} in the path, to the master space.
 */
@Controller
class FileController {

  private static final String MASTER = "master";
  private static final String OBJECT = "ObjectID";

  private final Views views;
  private final FileContents contents;
  private final CommandSender commands;

  FileController(Views views, FileContents contents, CommandSender commands) {
    this.views = views;
    this.contents = contents;
    this.commands = commands;
  }

  /**
   * The names of the files. An object without files of its own has those of the master space, and
   * the files of another company are not there for anybody but a master user.
   */
  @GetMapping("/api/files/{company}/{object}/{type}")
  Answer list(
      @PathVariable String company,
      @PathVariable String object,
      @PathVariable String type,
      Caller caller) {
    UUID id = Ids.inPath(OBJECT, object);
    String wanted = FileNames.type(type);
    List<String> names =
        space(company).map(space -> files(space, id, caller)).orElse(List.of()).stream()
            .filter(file -> FileNames.isEveryType(wanted) || wanted.equals(file.text("FileType")))
            .map(file -> file.text("Name"))
            .distinct()
            .sorted()
            .toList();
    return Answer.json(json -> json.texts(names));
  }

  private List<Row> files(Space space, UUID object, Caller caller) {
    boolean isVisible = space.isMaster() || space.equals(caller.space()) || caller.isMaster();
    List<Row> own = isVisible ? files(space, object) : List.of();
    return own.isEmpty() && !space.isMaster() ? files(Space.MASTER, object) : own;
  }

  private List<Row> files(Space space, UUID object) {
    return views.findBy(StoredFiles.TYPE, space, OBJECT, object);
  }

  /**
   * The bytes of a file, of the master space where the company has no such file. Browsers that load
   * what a test shows send no token; who does not know the ids finds nothing.
   */
  @GetMapping("/api/files/{company}/{object}/{type}/{name}")
  ResponseEntity<Resource> get(
      @PathVariable String company,
      @PathVariable String object,
      @PathVariable String type,
      HttpServletRequest request) {
    UUID id = Ids.inPath(OBJECT, object);
    String fileType = FileNames.oneType(type);
    String name = FileNames.clean(lastOf(request));
    Row file =
        space(company)
            .flatMap(space -> views.findOrMaster(StoredFiles.keyOf(space, id, fileType, name)))
            .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no file " + name));
    return answer(file, request);
  }

  private ResponseEntity<Resource> answer(Row file, HttpServletRequest request) {
    String name = file.text("Name");
    String sha256 = file.text("SHA256");
    long size = file.number("Size");
    Resource whole = new ContentResource(name, size, () -> contents.open(sha256, size));
    String condition = request.getHeader(HttpHeaders.IF_RANGE);
    // A part was asked for of what is not there any more: the whole, of which there are no parts.
    boolean isAnother = condition != null && !condition.equals('"' + sha256 + '"');
    boolean isHead = "HEAD".equals(request.getMethod());
    if (!isHead && !isAnother && !hasParts(request.getHeader(HttpHeaders.RANGE), whole)) {
      return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size)
          .build();
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .eTag(sha256)
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                    .filename(name, StandardCharsets.UTF_8)
                    .build()
                    .toString());
    if (isHead) {
      return answer.contentLength(size).build();
    }
    return isAnother
        ? answer.contentLength(size).body(new InputStreamResource(whole::getInputStream, name))
        : answer.body(whole);
  }

  /** Whether the file has the parts that are asked for; Spring would send the whole with the no. */
  private static boolean hasParts(@Nullable String ranges, Resource whole) {
    try {
      HttpRange.toResourceRegions(HttpRange.parseRanges(ranges), whole);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @PostMapping("/api/files/{company}/{object}/{type}/{name}")
  Answer store(
      @PathVariable String company,
      @PathVariable String object,
      @PathVariable String type,
      HttpServletRequest request,
      Caller caller,
      Upload upload)
      throws IOException {
    ObjectKey key = writable(company, object, type, request, caller);
    String mediaType =
        MediaTypeFactory.getMediaType(StoredFiles.nameOf(key))
            .orElse(MediaType.APPLICATION_OCTET_STREAM)
            .toString();
    FileContents.Received received = contents.receive(upload.bytes());
    try {
      commands.send(
          new StoreFile(key, received.sha256(), received.size(), mediaType, received.id()),
          caller.metaData());
    } finally {
      contents.discard(received.id());
    }
    return Answer.OK;
  }

  @DeleteMapping("/api/files/{company}/{object}/{type}/{name}")
  Answer remove(
      @PathVariable String company,
      @PathVariable String object,
      @PathVariable String type,
      HttpServletRequest request,
      Caller caller) {
    commands.send(
        new RemoveFile(writable(company, object, type, request, caller)), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/files/{company}/{object}/{type}")
  Answer removeAll(
      @PathVariable String company,
      @PathVariable String object,
      @PathVariable String type,
      Caller caller) {
    FileFolder folder = new FileFolder(writeSpace(company, caller), Ids.inPath(OBJECT, object));
    String wanted = FileNames.type(type);
    commands.send(
        new RemoveFiles(folder, FileNames.isEveryType(wanted) ? null : wanted), caller.metaData());
    return Answer.OK;
  }

  /** Within the company, or with {@code master} as the target, from the company to all. */
  @PostMapping("/api/filecopy/{source}/{target}")
  Answer copy(@PathVariable String source, @PathVariable String target, Caller caller) {
    FileFolder from = new FileFolder(caller.space(), Ids.inPath("source", source));
    FileFolder to =
        MASTER.equals(target)
            ? new FileFolder(writeSpace(target, caller), from.object())
            : new FileFolder(caller.space(), Ids.inPath("target", target));
    commands.send(new CopyFiles(from, to), caller.metaData());
    return Answer.OK;
  }

  private static ObjectKey writable(
      String company, String object, String type, HttpServletRequest request, Caller caller) {
    return StoredFiles.keyOf(
        writeSpace(company, caller),
        Ids.inPath(OBJECT, object),
        FileNames.oneType(type),
        FileNames.clean(lastOf(request)));
  }

  private static Space writeSpace(String company, Caller caller) {
    if (space(company).isEmpty()) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such company");
    }
    boolean ofAll = MASTER.equals(company);
    if (ofAll && !caller.isMaster()) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only a master user may change files in the master space");
    }
    return ofAll ? Space.MASTER : caller.space();
  }

  /** The space that a path names; empty for what is neither a company nor the master space. */
  private static Optional<Space> space(String company) {
    return MASTER.equals(company) ? Optional.of(Space.MASTER) : Ids.find(company).map(Space::of);
  }

  /**
   * The last part of the path as it was sent. A semicolon in the name of a file is a character like
   * any other, and not the beginning of a parameter.
   */
  private static String lastOf(HttpServletRequest request) {
    String path = request.getRequestURI();
    return UriUtils.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }
}
