using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

public sealed class ExceptionTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void GeneratedException_RoundTrip_KeepsFieldsMessageAndStack()
    {
        var thrown = Thrown(new ShopException("sold out", new TimeoutException("late")) { Code = "stock.none" });
        thrown.Data["sku"] = "book-1";

        var read = Assert.IsType<ShopException>(fixture.RoundTrip<Exception>(thrown));

        Assert.Equal("stock.none", read.Code);
        Assert.Equal("sold out", read.Message);
        Assert.Equal("book-1", read.Data["sku"]);
        Assert.IsType<TimeoutException>(read.InnerException);
        Assert.Contains(nameof(Thrown), read.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void LibraryException_RoundTrip_KeepsTypeAndText()
    {
        var read = fixture.RoundTrip<Exception>(Thrown(new ArgumentOutOfRangeException("count", 5, "too many")));

        var typed = Assert.IsType<ArgumentOutOfRangeException>(read);
        Assert.Contains("too many", typed.Message, StringComparison.Ordinal);
        Assert.Contains("count", typed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AggregateException_RoundTrip_KeepsAllInnerExceptions()
    {
        var aggregate = new AggregateException("several", new ShopException("a"), new InvalidOperationException("b"));
        var read = Assert.IsType<AggregateException>(fixture.RoundTrip<Exception>(aggregate));

        Assert.Equal(["a", "b"], read.InnerExceptions.Select(inner => inner.Message));
        Assert.Equal(aggregate.Message, read.Message);
    }

    [Fact]
    public void UnregisteredException_RoundTrip_BecomesStandInWithTheSameText()
    {
        var read = fixture.RoundTrip<Exception>(Thrown(new PlainException("broken")));

        var standIn = Assert.IsType<UnavailableExceptionFallbackException>(read);
        Assert.Equal(typeof(PlainException).FullName, standIn.ExceptionType);
        Assert.Equal("broken", standIn.Message);
        Assert.Contains(nameof(Thrown), standIn.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void GeneratedExceptionUnknownToReceiver_Read_BecomesStandIn()
    {
        var bytes = fixture.Serializer.SerializeToArray<Exception>(new ShopException("sold out") { Code = "c" });
        Rename(bytes, typeof(ShopException).FullName!);

        var standIn =
            Assert.IsType<UnavailableExceptionFallbackException>(fixture.Serializer.Deserialize<Exception>(bytes));
        Assert.Equal("sold out", standIn.Message);
        Assert.Contains("ShopExceptioX", standIn.ExceptionType, StringComparison.Ordinal);
    }

    [Fact]
    public void NameOfOtherType_Read_IsNeverInstantiated()
    {
        var bytes = fixture.Serializer.SerializeToArray<Exception>(new PlainException("broken"));
        var name = typeof(PlainException).FullName!;
        var other = "System.Text.StringBuilder".PadRight(name.Length);
        System.Text.Encoding.UTF8.GetBytes(other).CopyTo(bytes, IndexOf(bytes, name));

        Assert.IsType<UnavailableExceptionFallbackException>(fixture.Serializer.Deserialize<Exception>(bytes));
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught) // The test needs an exception with a stack trace.
        {
            return caught;
        }
    }

    private static void Rename(byte[] bytes, string name) => bytes[IndexOf(bytes, name) + name.Length - 1] = (byte)'X';

    private static int IndexOf(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
}
