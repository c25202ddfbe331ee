using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

/// <summary>Writes logs to files.</summary>
public static class FileLoggerProviderExtensions
{
    /// <summary>Writes the log to a file.</summary>
    public static ILoggingBuilder AddFile(this ILoggingBuilder builder, string filePathName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProvider(new FileLoggerProvider(filePathName));
    }
}
