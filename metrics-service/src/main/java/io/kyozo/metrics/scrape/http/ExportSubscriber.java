package io.kyozo.metrics.scrape.http;

import io.kyozo.metrics.scrape.Export;
import io.kyozo.metrics.scrape.ExportLimits;
import io.kyozo.metrics.scrape.ExportParser;
import io.kyozo.metrics.scrape.ExportRefusedException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Parses an answer as it comes; the first piece past a limit ends it. Holds one piece of it, unpacked a little at a time. */
final class ExportSubscriber implements HttpResponse.BodySubscriber<Export> {
    private final CompletableFuture<Export> result = new CompletableFuture<>();
    private final ExportParser parser;
    private final @Nullable GzipPieces unpacker;
    private Flow.@Nullable Subscription subscription;

    ExportSubscriber(ExportLimits limits, boolean packed) {
        this.parser = new ExportParser(limits);
        this.unpacker = packed ? new GzipPieces() : null;
    }

    @Override
    public CompletionStage<Export> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        // A deadline that has passed must close the connection of who never stops.
        result.whenComplete((export, failure) -> given.cancel()).exceptionally(failure -> null);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        try {
            for (ByteBuffer piece : pieces) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                add(bytes);
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (ExportRefusedException refused) {
            fail(refused);
        } catch (DataFormatException damaged) {
            fail(new ExportRefusedException("It says to be packed with gzip and is not."));
        }
    }

    private void add(byte[] bytes) throws DataFormatException {
        if (unpacker == null) {
            parser.add(bytes, bytes.length);
        } else {
            unpacker.unpack(bytes, parser::add);
        }
    }

    private void fail(Throwable failure) {
        close();
        boolean unused = result.completeExceptionally(failure);
    }

    @Override
    public void onError(Throwable failure) {
        fail(failure);
    }

    @Override
    public void onComplete() {
        close();
        try {
            boolean unused = result.complete(parser.end());
        } catch (ExportRefusedException refused) {
            fail(refused);
        }
    }

    private void close() {
        if (unpacker != null) {
            unpacker.close();
        }
    }
}
