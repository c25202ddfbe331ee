using System.Runtime.InteropServices;

namespace ShopActors.TestKit;

/// <summary>POSIX signals, which the process API of .NET does not send.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int processId, int signal)
    {
        const int NoSuchProcess = 3;
        if (NativeKill(processId, signal) == 0) return;

        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess)
        {
            throw new InvalidOperationException($"Signal {signal} to process {processId} failed with errno {error}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int NativeKill(int processId, int signal);
}
