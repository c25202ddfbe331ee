namespace ShopActors.Storage.FileLog;

/// <summary>
/// The directory of a store: every file operation of the log goes through here, so tests can make each fail.
/// </summary>
internal interface IStorageDirectory
{
    /// <summary>
    /// Takes the lock that one process at a time can hold; throws <see cref="IOException"/> if another does.
    /// </summary>
    IDisposable Lock(string name);

    IReadOnlyList<string> List();

    IStorageFile Open(string name);

    /// <summary>Creates a file of that many zero bytes whose space is reserved, or nothing.</summary>
    IStorageFile Create(string name, long length);

    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes created, renamed and deleted names durable.</summary>
    void Sync();
}

/// <summary>An open file of a store.</summary>
internal interface IStorageFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads until the buffer is full or the file ends; returns the bytes read.</summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all bytes or throws.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Returns once all written bytes are durable. After an exception nothing is known of any of them.
    /// </summary>
    void Sync();
}
