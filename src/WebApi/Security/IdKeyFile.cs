using System.Security.Cryptography;

namespace ShopActors.WebApi.Security;

/// <summary>
/// The key of an embedded shop: generated at the first start and stored beside the data that it belongs to.
/// </summary>
internal static class IdKeyFile
{
    public const string Name = "ids.key";

    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InvalidDataException">The file exists but contains no key.</exception>
    public static string ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) Create(folder, path);
        var key = File.ReadAllText(path).Trim();
        return key.Length >= IdSeal.KeyLengthMin
            ? key
            : throw new InvalidDataException(
                $"{path} contains no key of {IdSeal.KeyLengthMin} characters; restore it with the data.");
    }

    // Write to another name first: after a crash, half a key would look like a damaged one. Two processes may start on
    // a new folder at the same time: the name is this process's own, and both use the key that is moved first.
    private static void Create(string folder, string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var unfinished = Path.Combine(folder, $"{Name}.{Path.GetRandomFileName()}");
        var options =
            new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
