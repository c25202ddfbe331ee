using System.Text;

namespace ShopActors.Stripe;

/// <summary>A run of charges in a temporary file, which is gone once it is disposed of.</summary>
internal sealed class ChargeFile : IDisposable
{
    private readonly FileStream _stream = Create();
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;

    public ChargeFile()
    {
        _writer = new(_stream, Encoding.UTF8, leaveOpen: true);
        _reader = new(_stream, Encoding.UTF8, leaveOpen: true);
    }

    public ProviderCharge Current { get; private set; } = null!;

    public void Write(ProviderCharge charge)
    {
        _writer.Write(charge.Payment.Value);
        _writer.Write(charge.Order.Value);
        _writer.Write(charge.Currency.Value);
        _writer.Write(charge.Authorised);
        _writer.Write(charge.Captured);
        _writer.Write(charge.Refunded);
        _writer.Write(charge.Captures);
        _writer.Write(charge.Voided);
    }

    public void Rewind()
    {
        _writer.Flush();
        _stream.Position = 0;
    }

    public bool MoveNext()
    {
        if (_stream.Position == _stream.Length) return false;
        Current = new()
        {
            Payment = PaymentId.Parse(_reader.ReadString()),
            Order = OrderId.Parse(_reader.ReadString()),
            Currency = Currency.Parse(_reader.ReadString()),
            Authorised = _reader.ReadInt64(),
            Captured = _reader.ReadInt64(),
            Refunded = _reader.ReadInt64(),
            Captures = _reader.ReadInt32(),
            Voided = _reader.ReadBoolean(),
        };
        return true;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _stream.Dispose();
    }

    private static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), "shop-charges-" + Path.GetRandomFileName()), options);
    }
}
