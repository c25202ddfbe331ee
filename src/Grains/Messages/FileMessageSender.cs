using Microsoft.Extensions.Options;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Writes each message as a file, <c>ID.eml</c>: for development, and for a program that sends what it finds there. A
/// message that is sent again replaces its file.
/// </summary>
internal sealed class FileMessageSender(
    IOptions<MessageOptions> settings, IOptions<StorageOptions> storage, TimeProvider time) : IMessageSender
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = settings.Value.Folder ?? Path.Combine(storage.Value.Path, "messages");

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, $"{message.Id}.eml");
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            // A reader never sees half a message; the tokens in it are for the owner of the process alone.
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder);
            else Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
            using var mail = MailForm.Of(message, settings.Value, time.GetUtcNow());
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            var file = new FileStream(unfinished, options);
            await using (file.ConfigureAwait(false))
            {
                await mail.WriteToAsync(file, cancellationToken).ConfigureAwait(false);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new MessageNotSentException("The file cannot be written.", e);
        }
    }
}
