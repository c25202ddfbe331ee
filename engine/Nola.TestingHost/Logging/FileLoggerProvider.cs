using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

/// <summary>Loggers that write to one file.</summary>
public class FileLoggerProvider(string filePath) : ILoggerProvider
{
    private readonly FileLoggingOutput _output = new(filePath);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new FileLogger(_output, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        GC.SuppressFinalize(this);
    }
}
