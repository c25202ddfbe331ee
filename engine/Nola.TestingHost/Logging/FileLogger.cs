using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

/// <summary>Writes the log of a category to a file.</summary>
public class FileLogger(FileLoggingOutput output, string category) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        output.Log(logLevel, eventId, state, exception, formatter, category);
}
