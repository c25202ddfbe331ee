using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

/// <summary>A log file. What is written after it was closed is lost.</summary>
public class FileLoggingOutput(string fileName) : IDisposable
{
    private readonly Lock _lock = new();
    private StreamWriter? _file = new(fileName, append: true) { AutoFlush = true };

    /// <summary>Writes an entry.</summary>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter,
        string category)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var entry = $"[{time} {logLevel} {eventId.Id} {category}] {formatter(state, exception)}";
        lock (_lock)
        {
            _file?.WriteLine(entry);
            if (exception is not null) _file?.WriteLine(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }

        GC.SuppressFinalize(this);
    }
}
