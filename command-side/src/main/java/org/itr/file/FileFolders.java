package org.itr.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.file.FileCommand.CopyFiles;
import org.itr.file.FileCommand.RemoveFile;
import org.itr.file.FileCommand.RemoveFiles;
import org.itr.file.FileCommand.StoreFile;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.springframework.stereotype.Component;

/** Handles commands for all files of an object, in one transaction, with one event per file. */
@Component
class FileFolders {

  private final Views views;
  private final CommandGateway commands;

  FileFolders(Views views, CommandGateway commands) {
    this.views = views;
    this.commands = commands;
  }

  @CommandHandler
  void decide(RemoveFiles command) {
    for (Row file : files(command.folder())) {
      if (command.type() == null || command.type().equals(file.text("FileType"))) {
        commands.sendAndWait(new RemoveFile(keyOf(file, command.folder())));
      }
    }
  }

  /** An object without files of its own has those of the master space, to be copied as well. */
  @CommandHandler
  void decide(CopyFiles command) {
    FileFolder target = command.target();
    List<Row> source = files(command.source());
    if (source.isEmpty() && !target.space().isMaster()) {
      source = files(new FileFolder(Space.MASTER, command.source().object()));
    }
    Map<ObjectKey, Row> wanted = new LinkedHashMap<>();
    source.forEach(file -> wanted.put(keyOf(file, target), file));
    for (Row file : files(target)) {
      ObjectKey key = keyOf(file, target);
      if (!wanted.containsKey(key)) {
        commands.sendAndWait(new RemoveFile(key));
      }
    }
    wanted.forEach(
        (key, file) ->
            commands.sendAndWait(
                new StoreFile(
                    key, file.text("SHA256"), file.number("Size"), file.text("MediaType"), null)));
  }

  private List<Row> files(FileFolder folder) {
    return views.findBy(StoredFiles.TYPE, folder.space(), "ObjectID", folder.object());
  }

  /** The key of a file in a folder that has it, or shall have it. */
  private static ObjectKey keyOf(Row file, FileFolder folder) {
    return StoredFiles.keyOf(
        folder.space(), folder.object(), file.text("FileType"), file.text("Name"));
  }
}
